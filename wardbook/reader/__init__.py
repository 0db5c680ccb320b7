"""Official text in, figures and checks with their places out; no database, no Django.

``paper`` opens a file through ``formats``; ``read`` goes through the stages in their order:
``finding`` the figures, ``dating`` them, ``naming`` what they are about, ``checking`` how they
hang together. ``passage`` is the text every stage looks at, ``schema`` what comes out.
"""
