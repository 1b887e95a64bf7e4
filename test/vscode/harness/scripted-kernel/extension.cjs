// A kernel of notebooks for tests: the text of a cell comes in, its own text goes out as output, or an error where it says
// boom. The command runs the first cell of the notebook in front, as its button does.
const vscode = require('vscode');

function run(controller, cell) {
  const execution = controller.createNotebookCellExecution(cell);
  execution.start(Date.now());
  const text = cell.document.getText();
  const isRed = text.includes('boom');
  const error = new Error('no such column');
  error.name = 'KeyError';
  const item = isRed
    ? vscode.NotebookCellOutputItem.error(error)
    : vscode.NotebookCellOutputItem.text('ran well', 'text/plain');
  void execution.replaceOutput([new vscode.NotebookCellOutput([item])]);
  execution.end(!isRed, Date.now());
}

exports.activate = ({ subscriptions }) => {
  const controller = vscode.notebooks.createNotebookController('scripted', 'jupyter-notebook', 'Scripted');
  controller.executeHandler = (cells) => {
    for (const cell of cells) run(controller, cell);
  };
  const prefer = (notebook) => controller.updateNotebookAffinity(notebook, vscode.NotebookControllerAffinity.Preferred);
  for (const notebook of vscode.workspace.notebookDocuments) prefer(notebook);
  subscriptions.push(controller, vscode.workspace.onDidOpenNotebookDocument(prefer));
};
