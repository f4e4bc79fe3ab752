"""Word files: a walk of our own over the XML of .docx, its automatic numbers written out; .doc through a converter."""
