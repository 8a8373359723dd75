using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Importations;

/// <summary>
/// Follows an importation on a terminal. The work runs here or in a running gateway, whichever takes it first; either way
/// the row tells how far it is.
/// </summary>
internal sealed class ImportationWait(Database database, ImportationBook book, ImportationRunner runner, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    /// <summary>The row, as soon as it has left this phase, whose name is the title of the progress bar.</summary>
    public async Task<ImportationRow> UntilAfterAsync(EtatImportation phase, string etablissement, long id, CancellationToken ct)
    {
        var bar = new ProgressBar(phase.ToString(), Console.Error, !Console.IsErrorRedirected);
        var work = runner.RunAsync(id, ct);
        while (true)
        {
            var row = (await book.FindAsync(database, etablissement, id, ct))!;
            var progress = ProgressionView.Of(row);
            bar.Show(progress.Pourcent, progress.LignesTraitees);
            if (row.Etat != phase.ToString())
            {
                bar.End();
                await work;
                return row;
            }

            // Whoever had it may have died: it is free again when the lease runs out.
            if (work.IsCompleted)
            {
                await work;
                work = runner.RunAsync(id, ct);
            }

            await Task.Delay(Look, time, ct);
        }
    }
}
