"""How much of an export is opened, and why no more.

A ward has some 11,000 dossiers a year, a province some millions; nobody sends a province's in one
file. Each limit stands far above what a ward sends.
"""

MAX_BYTES = 20 * 2**20  # as sent: 100,000 dossiers in XLSX are 6 to 12 MB
MAX_ROWS = 200_000  # of all sheets together
MAX_COLUMNS = 300  # a list has ten to forty
MAX_CELL = 4_000  # letters of one cell; what goes beyond is cut, and it is said
MAX_STREAM = 512 * 2**20  # one sheet, inflated, whatever size it declares
MAX_LINE = 4 * 2**20  # bytes that the child says of one batch of rows
AHEAD = 2**20  # bytes of rows that the child may be ahead of who takes them
MAX_STRINGS = 64 * 2**20  # bytes of the texts that cells share

# The child that opens the file; 100,000 rows of twenty columns take it about ten seconds.
MEMORY_BYTES = 768 * 2**20
CPU_SECONDS = 120
WALL_SECONDS = 600  # it waits for whoever writes its rows down

HEAD_ROWS = 40  # the heading stands among the first rows of a sheet
