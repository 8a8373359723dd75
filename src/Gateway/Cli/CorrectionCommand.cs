using System.CommandLine;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.State.Candidats;

namespace Parcoursup.Gateway.Cli;

/// <summary><c>gateway corriger-candidat</c>: a value in the place of the source's; without one, the source's again.</summary>
internal sealed class CorrectionCommand(ConfigurationDirectory directory, CorrectionBook corrections)
{
    private const string Who = "ligne de commande";

    public static Command Create(ICommandRun run)
    {
        var etab = new Option<string>("--etablissement") { Description = "Code ou UAI de l'établissement", Required = true };
        var session = new Option<int>("--session") { Description = "Session, par exemple 2026", Required = true };
        var undo = new Option<bool>("--annuler") { Description = "Annule la correction du champ" };
        var dossier = new Argument<int>("dossier") { Description = "Numéro de dossier Parcoursup" };
        var champ = new Argument<string>("champ") { Description = "Par exemple dateNaissance" };
        var valeur = new Argument<string?>("valeur") { Description = "La bonne valeur", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("corriger-candidat", "Corrige une valeur d'un candidat, jusqu'à ce que Parcoursup change la sienne")
        {
            etab, session, undo, dossier, champ, valeur,
        };
        command.SetAction((result, ct) => run.WithAsync<CorrectionCommand>(
            work => work.RunAsync(result.GetValue(etab)!, new CandidatKey(result.GetValue(session), result.GetValue(dossier)),
                result.GetValue(champ)!, result.GetValue(valeur), result.GetValue(undo), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string name, CandidatKey key, string champ, string? valeur, bool undo, CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        var outcome = undo
            ? await corrections.UndoAsync(etablissement.Code, key, champ, Who, ct)
            : await corrections.CorrectAsync(etablissement.Code, key, champ, valeur, Who, ct);
        if (outcome.Refus is { } refus) return await CommandFailure.TellAsync(refus);
        await Console.Out.WriteLineAsync((undo ? "Correction annulée." : "Valeur corrigée.").AsMemory(), ct);
        return 0;
    }
}
