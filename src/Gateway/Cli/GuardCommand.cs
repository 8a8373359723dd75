using System.CommandLine;
using System.Globalization;
using System.Text;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway gardes rejets</c>: the wishes that a rejected guard keeps favourable against the facts (rule C6).</summary>
internal sealed class GuardCommand(ConfigurationDirectory directory, VoeuxRetenus held, Database database, AuditBook audit)
{
    public static Command Create(ICommandRun run)
    {
        var etab = new Argument<string>("etablissement") { Description = "Code ou UAI de l'établissement" };
        var command = new Command("rejets", "Liste les vœux qu'une garde rejetée garde favorables") { etab };
        command.SetAction((result, ct) => run.WithAsync<GuardCommand>(work => work.RunAsync(result.GetValue(etab)!, ct), ct));
        return command;
    }

    public async Task<int> RunAsync(string code, CancellationToken ct)
    {
        if (directory.Current.Find(code) is not { } etablissement) return await CommandFailure.UnknownAsync(code);
        var text = new StringBuilder();
        var rejected = await held.RejectedAsync(etablissement.Code, ct);
        await audit.ShownAsync(database, new(ActeAudit.ListeConsultee, etablissement.Code, "vœux maintenus par un rejet"), ct);
        foreach (var voeu in rejected)
            text.AppendLine(CultureInfo.InvariantCulture,
                $"garde {voeu.Garde} : session {voeu.Session}, dossier {voeu.CodeCandidat}, formation {voeu.CodeFormation} : reste "
                + $"{voeu.Decision}, bien que : {voeu.Motif}");
        await Console.Out.WriteAsync(text.Length == 0 ? new StringBuilder("Aucun vœu n'est maintenu par un rejet.\n") : text, ct);
        return 0;
    }
}
