using System.CommandLine;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;

namespace Parcoursup.Gateway.Adapters.Scolarix.Instantanes;

/// <summary><c>gateway scolarix generer</c>: beside a running gateway, whichever of the two takes it first writes the file.</summary>
internal sealed class ScolarixCommand(
    ConfigurationDirectory directory, InstantaneBook book, InstantaneRunner runner, InstantaneGestes gestes)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    public static Command Create(ICommandRun run)
    {
        var etab = new Argument<string>("etablissement") { Description = "Code ou UAI de l'établissement" };
        var session = new Option<int?>("--session") {
            Description = "Session de Parcoursup ; sinon la plus récente dont les résultats sont publiés" };
        var command = new Command("generer", "Écrit un nouvel instantané de la population") { etab, session };
        command.SetAction((result, ct) =>
            run.WithAsync<ScolarixCommand>(work => work.RunAsync(result.GetValue(etab)!, result.GetValue(session), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string name, int? session, CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        var asked = await gestes.DemanderAsync(etablissement, session, Auteur.LigneDeCommande, ct);
        if (asked.Id is not { } id) return await CommandFailure.TellAsync(asked.Refus);
        var row = (await book.FindAsync(id, ct))!;
        string? told = null;
        while (!row.IsOver)
        {
            // Without a gateway nobody else takes up what a killed process had under way, behind which this one waits.
            await book.RecoverLostAsync(all: false, ct);
            if (row.Is(EtatInstantane.Demande)) await runner.RunAsync(row, ct);
            row = await runner.WaitAsync(id, Look, ct);
            // What came in is applied by the gateway that runs; until it is, there is nothing to begin.
            if (row.Is(EtatInstantane.Demande) && row.Message is { } waits && waits != told)
                await Console.Error.WriteLineAsync(told = waits);
        }

        if (row.Is(EtatInstantane.Echec)) return await CommandFailure.TellAsync(row.Message!);
        await Console.Out.WriteLineAsync(row.Message.AsMemory(), ct);
        return row.Is(EtatInstantane.Publie) || row.Is(EtatInstantane.Identique) ? 0 : 1;
    }
}
