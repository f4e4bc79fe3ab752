"""What every page is made of: base page, components, tables, refusals."""
