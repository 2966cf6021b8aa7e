import { Visitor } from '@swc/core/Visitor.js';

// dependency-cruiser walks a file with this visitor, which does not know `using` yet and gives up on the whole project.
const walk = Visitor.prototype.visitStatement;
Visitor.prototype.visitStatement = function (statement) {
  const { type, decls } = statement as { type: string; decls?: Parameters<Visitor['visitVariableDeclarators']>[0] };
  if (type !== 'UsingDeclaration') return walk.call(this, statement);
  this.visitVariableDeclarators(decls ?? []);
  return statement;
};
