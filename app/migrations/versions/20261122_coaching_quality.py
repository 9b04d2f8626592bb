"""how the coaching of a plan was

Revision 0023, after 0022, 2026-11-22
"""

import sqlalchemy as sa
from alembic import op

revision = '0023'
down_revision = '0022'
branch_labels = None
depends_on = None

STATEMENTS = ('watched', 'asked', 'concrete', 'kept', 'came_back')


def upgrade():
    op.create_table('quality_batch',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('coach_id', sa.Integer(), nullable=False),
    sa.Column('block_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['block_id'], ['quality_batch.id'], name=op.f('fk_quality_batch_block_id')),
    sa.ForeignKeyConstraint(['coach_id'], ['person.id'], name=op.f('fk_quality_batch_coach_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_batch')),
    sa.UniqueConstraint('block_id', 'coach_id', name=op.f('uq_quality_batch_block_id_coach_id'))
    )
    op.create_table('quality_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.Column('rep_id', sa.Integer(), nullable=False),
    sa.Column('coach_id', sa.Integer(), nullable=False),
    *(sa.Column(statement, sa.String(length=6), nullable=True) for statement in STATEMENTS),
    sa.Column('batch_id', sa.Integer(), nullable=True),
    *(sa.CheckConstraint(f"{statement} IN ('yes', 'partly', 'no')", name=op.f(f'ck_quality_answer_{statement}')) for statement in STATEMENTS),
    sa.ForeignKeyConstraint(['batch_id'], ['quality_batch.id'], name=op.f('fk_quality_answer_batch_id')),
    sa.ForeignKeyConstraint(['coach_id'], ['person.id'], name=op.f('fk_quality_answer_coach_id')),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_quality_answer_plan_id')),
    sa.ForeignKeyConstraint(['rep_id'], ['person.id'], name=op.f('fk_quality_answer_rep_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quality_answer')),
    sa.UniqueConstraint('batch_id', 'rep_id', name=op.f('uq_quality_answer_batch_id_rep_id')),
    sa.UniqueConstraint('plan_id', name=op.f('uq_quality_answer_plan_id'))
    )
    with op.batch_alter_table('quality_answer') as batch_op:
        batch_op.create_index(batch_op.f('ix_quality_answer_coach_id'), ['coach_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_quality_answer_rep_id'), ['rep_id'], unique=False)
    op.create_table('quality_put_away',
    sa.Column('plan_id', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['plan_id'], ['plan.id'], name=op.f('fk_quality_put_away_plan_id')),
    sa.PrimaryKeyConstraint('plan_id', name=op.f('pk_quality_put_away'))
    )


def downgrade():
    op.drop_table('quality_put_away')
    with op.batch_alter_table('quality_answer') as batch_op:
        batch_op.drop_index(batch_op.f('ix_quality_answer_rep_id'))
        batch_op.drop_index(batch_op.f('ix_quality_answer_coach_id'))
    op.drop_table('quality_answer')
    op.drop_table('quality_batch')
