"""asking for help

Revision 0024, after 0023, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

import reviews.base

revision = '0024'
down_revision = '0023'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('help_request',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('coach_id', sa.Integer(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('asked_at', reviews.base.UtcDateTime(timezone=True), nullable=False),
    sa.Column('ended_at', reviews.base.UtcDateTime(timezone=True), nullable=True),
    sa.Column('how', sa.String(length=12), nullable=False),
    sa.ForeignKeyConstraint(['coach_id'], ['person.id'], name=op.f('fk_help_request_coach_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_help_request_plan_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_help_request'))
    )
    with op.batch_alter_table('help_request') as batch_op:
        batch_op.create_index(batch_op.f('ix_help_request_coach_id'), ['coach_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_help_request_plan_id'), ['plan_id'], unique=False)
        batch_op.create_index('uq_help_request_one_open', ['plan_id', 'coach_id'], unique=True,
                              sqlite_where=sa.text('ended_at IS NULL'), postgresql_where=sa.text('ended_at IS NULL'))


def downgrade():
    with op.batch_alter_table('help_request') as batch_op:
        batch_op.drop_index('uq_help_request_one_open', sqlite_where=sa.text('ended_at IS NULL'),
                            postgresql_where=sa.text('ended_at IS NULL'))
        batch_op.drop_index(batch_op.f('ix_help_request_plan_id'))
        batch_op.drop_index(batch_op.f('ix_help_request_coach_id'))

    op.drop_table('help_request')
