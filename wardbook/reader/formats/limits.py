"""How much of a paper is opened, and why no more: every limit of the reader in one table.

A ward's yearly report is some thirty pages, its annex some hundreds of rows. Each limit stands
far above that and far below what would hurt the machine that opens it.
"""

MAX_BYTES = 20 * 2**20  # a report with photographs is 2 to 8 MB
MAX_CHARACTERS = 2_000_000  # a thousand full pages; the grammar reads them in four seconds
MAX_PAGES = 1_000  # of a PDF; a term's collected reports stay below
MAX_ROWS = 50_000  # of all sheets of a workbook together
MAX_CELLS = 1_000_000  # the same, in cells
MAX_COLUMNS = 500  # an annex has tens; a stray cell far to the right must not widen every row
MAX_ENTRIES = 5_000  # files inside a DOCX or XLSX; Word writes tens
MAX_PART = 64 * 2**20  # one file inside it, inflated; its tree takes about ten times this
MAX_INFLATED = 256 * 2**20  # all of them, as declared; a true paper stays near its size

# The child that opens DOCX, XLSX, PDF and HTML. A typical paper takes it a fifth of a second.
MEMORY_BYTES = 1 * 2**30  # address space; pdfium and lxml start within 200 MB
CPU_SECONDS = 20
WALL_SECONDS = 30
ANSWER_BYTES = 16 * 2**20  # of JSON: the characters above in UTF-8, escapes included
