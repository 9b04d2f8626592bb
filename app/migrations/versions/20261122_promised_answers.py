"""the rep's two answers keep the sentence that stood at the field, and the people it named

Revision 0010, after 0009, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = '0010'
down_revision = '0009'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('voice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('readers', sa.Text(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('for_manager_id', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('for_facilitator_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_voice_for_manager_id'), 'person', ['for_manager_id'], ['id'])
        batch_op.create_foreign_key(batch_op.f('fk_voice_for_facilitator_id'), 'person', ['for_facilitator_id'], ['id'])


def downgrade():
    with op.batch_alter_table('voice', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_voice_for_facilitator_id'), type_='foreignkey')
        batch_op.drop_constraint(batch_op.f('fk_voice_for_manager_id'), type_='foreignkey')
        batch_op.drop_column('for_facilitator_id')
        batch_op.drop_column('for_manager_id')
        batch_op.drop_column('readers')
