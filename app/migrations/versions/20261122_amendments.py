"""amendments: check-ins and letters know their version, weekly commitments may begin later, versions keep who would see the change

Revision 0016, after 0015, 2026-11-22. Until now no published plan could change its witness or its coach, so that what the plan
says is what each of its versions said.
"""

import sqlalchemy as sa
from alembic import op

revision = '0016'
down_revision = '0015'
branch_labels = None
depends_on = None

VERSION = sa.table('plan_version', sa.column('id', sa.Integer), sa.column('plan_id', sa.Integer), sa.column('content', sa.JSON))
PLAN = sa.table('plan', sa.column('id', sa.Integer), sa.column('witness', sa.Text), sa.column('coach_id', sa.Integer))
PERSON = sa.table('person', sa.column('id', sa.Integer), sa.column('name', sa.Text))


def upgrade():
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('begins_on', sa.Date(), nullable=True))
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.add_column(sa.Column('plan_version_id', sa.Integer(), nullable=True))
        batch_op.create_index(batch_op.f('ix_matter_plan_version_id'), ['plan_version_id'], unique=False)
        batch_op.create_foreign_key(batch_op.f('fk_matter_plan_version_id'), 'plan_version', ['plan_version_id'], ['id'])
    op.execute("""UPDATE entry SET version = coalesce((
        SELECT max(plan_version.number) FROM plan_version JOIN check_in ON check_in.plan_id = plan_version.plan_id
        WHERE check_in.id = entry.check_in_id AND plan_version.published_at <= entry.at), 1)""")
    _say_who_would_see_it()


def downgrade():
    with op.batch_alter_table('matter', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_matter_plan_version_id'), type_='foreignkey')
        batch_op.drop_index(batch_op.f('ix_matter_plan_version_id'))
        batch_op.drop_column('plan_version_id')
    with op.batch_alter_table('commitment', schema=None) as batch_op:
        batch_op.drop_column('begins_on')
    with op.batch_alter_table('entry', schema=None) as batch_op:
        batch_op.drop_column('version')


def _say_who_would_see_it():
    connection = op.get_bind()
    kept = sa.select(VERSION.c.id, VERSION.c.content, PLAN.c.witness, PERSON.c.name).select_from(
        VERSION.join(PLAN, PLAN.c.id == VERSION.c.plan_id).join(PERSON, PERSON.c.id == PLAN.c.coach_id))
    for id, content, witness, coach in connection.execute(kept).all():
        connection.execute(VERSION.update().where(VERSION.c.id == id).values(
            content={"witness": witness, "coach": coach} | content))
