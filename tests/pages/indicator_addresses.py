"""Every address of indicators × every role; read by `test_urls_and_roles`."""

INDICATORS = """\
address                                  arguments                      sys sec aud off hea lia lea rea non cof cad
"""
