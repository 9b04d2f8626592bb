"""the talk is kept from its first word on, before its day is noted; which window saved it last, and its version

Revision 0013, after 0012, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = '0013'
down_revision = '0012'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('talk', schema=None) as batch_op:
        batch_op.alter_column('held_on', existing_type=sa.Date(), nullable=True)
        batch_op.add_column(sa.Column('tab', sa.String(length=40), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))


def downgrade():
    # The words of a talk whose day was not noted yet stay; the older tables want a day with them.
    op.execute('UPDATE talk SET held_on = date(noted_at) WHERE held_on IS NULL')
    with op.batch_alter_table('talk', schema=None) as batch_op:
        batch_op.drop_column('version')
        batch_op.drop_column('tab')
        batch_op.alter_column('held_on', existing_type=sa.Date(), nullable=False)
