"""How much a reader takes before it refuses: every limit in one place, each with its reason.

In: nothing.  Out: constants.  A real plan is far below all of them (the longest gazettes seen have under a million
characters); a file above one is broken, hostile or not an official document.
"""

MEBIBYTE = 1024 * 1024

FILE_BYTES = 100 * MEBIBYTE  # a scanned gazette of 300 pages has about 60 MB
TEXT_CHARACTERS = 5_000_000  # about 5,000 printed pages; later steps take seconds per million
LINE_CHARACTERS = 1_000_000  # a page saved as one line is read; more is no text for people
BLOCKS = 200_000  # paragraphs and tables of one file
CELLS = 200_000  # cells of all tables of one file: 20,000 rows of ten columns
COLUMNS = 1_000  # columns of one table; plans have about ten

XML_DEPTH = 150  # nested elements; Word and spreadsheets stay below 60, and walkers may recurse
XML_MARKUP = 2_000_000  # tags and attributes of one part: at worst 300 MB as a tree and 10 seconds to walk
HTML_BYTES = 30 * MEBIBYTE  # saved pages carry pictures inside, yet stay below this
HTML_MARKUP = 2_000_000  # tags and attributes of one page

PACKAGE_MEMBERS = 20_000  # files in a .docx, .xlsx, .ofd or .zip
PACKAGE_BYTES = 400 * MEBIBYTE  # unpacked bytes of all members that were read
MEMBER_BYTES = 120 * MEBIBYTE  # unpacked bytes of one member: a whole .zip member must fit FILE_BYTES
PACKAGE_RATIO = 250  # unpacked to packed; office XML reaches about 60, deflate can do 1,032
PACKAGE_RATIO_FROM = 8 * MEBIBYTE  # smaller members may have any ratio: a blank sheet packs very well

PDF_PAGES = 2_000  # a year of gazettes

CHILD_BYTES = 1024 * MEBIBYTE  # memory of a reader that runs apart
CHILD_SECONDS = 30  # time of a reader that runs apart

CHUNKS = 5  # pages embedded in a Word file; programs that do so embed one
