"""The review of a draft (导入核对): the source with what was read of it marked, the reading beside it; pure."""
