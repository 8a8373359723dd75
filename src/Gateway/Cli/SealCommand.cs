using System.CommandLine;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// <c>gateway securite chiffrer</c>: once no node of a version before this one is left, all of them seal, and what was stored before is
/// sealed beside their work.
/// </summary>
internal sealed class SealCommand(FormerContent content, Database database, AuditBook audit)
{
    public static Command Create(ICommandRun run)
    {
        var command = new Command("chiffrer", "Chiffre ce que la base contient encore en clair, une fois tous les nœuds mis à jour");
        command.SetAction((_, ct) => run.WithAsync<SealCommand>(work => work.RunAsync(ct), ct));
        return command;
    }

    private async Task<int> RunAsync(CancellationToken ct)
    {
        // Before as well: a run that is killed has sealed a part.
        await NoteAsync("commencé", 1, ct);
        if (await content.SealAsync(ct) is not { } count)
        {
            await NoteAsync(EntreeAudit.Refuse, 1, ct);
            return await CommandFailure.TellAsync("Securite:ChiffrementDonnees vaut false : rien n'est chiffré. Retirer ce réglage.");
        }

        await NoteAsync(EntreeAudit.Fait, count, ct);
        await Console.Out.WriteLineAsync(count == 0
            ? "Rien n'était en clair dans les colonnes chiffrées : il n'y a rien à faire."
            : $"{Accord.De(count, "contenu chiffré", "contenus chiffrés")}. Les sauvegardes d'avant les contiennent en clair ; "
                + "PostgreSQL les garde jusqu'au prochain VACUUM.");
        return 0;
    }

    private Task NoteAsync(string issue, long count, CancellationToken ct) => database.WriteAsync(session =>
    {
        audit.Note(session, new(ActeAudit.DonneesChiffrees, null, null) { Issue = issue, Nombre = count });
        return Task.CompletedTask;
    }, ct);
}
