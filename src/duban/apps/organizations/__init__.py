"""Who answers: places, units, collective units, officials, posts, appointments, leading groups."""
