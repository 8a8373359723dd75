using System.CommandLine;
using System.Globalization;
using Parcoursup.Gateway.Domain.Decisions;
using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Domain.Valeurs;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Faces;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;
using Parcoursup.Gateway.Engine.Suivi;

namespace Parcoursup.Gateway.Cli;

/// <summary>
/// <c>gateway candidat</c>: where each wish of a candidate is and why, what holds him back, and what is doubtful in his values.
/// </summary>
internal sealed class CandidatCommand(Database database, ConfigurationDirectory directory, GardeBook guards, AuditBook audit)
{
    public static Command Create(ICommandRun run)
    {
        var etab = new Option<string>("--etablissement") { Description = "Code ou UAI de l'établissement", Required = true };
        var session = new Option<int>("--session") { Description = "Session, par exemple 2026", Required = true };
        var dossier = new Argument<int>("dossier") { Description = "Numéro de dossier Parcoursup" };
        var command = new Command("candidat", "Explique un candidat : ses vœux, ses réserves, ses valeurs douteuses")
        {
            etab, session, dossier,
        };
        command.SetAction((result, ct) => run.WithAsync<CandidatCommand>(
            work => work.RunAsync(result.GetValue(etab)!, new CandidatKey(result.GetValue(session), result.GetValue(dossier)), ct), ct));
        return command;
    }

    private async Task<int> RunAsync(string name, CandidatKey key, CancellationToken ct)
    {
        if (directory.Current.Find(name) is not { } etablissement) return await CommandFailure.UnknownAsync(name);
        CandidatSet book;
        IReadOnlyDictionary<long, EtatGarde> gardes;
        await using (var reading = await database.EssayerAsync(ct))
        {
            book = await CandidatSet.LoadAsync(reading, etablissement.Code, [key], ct);
            gardes = await guards.StatesOfAsync(reading, book.VoeuxOf(key), ct);
        }

        if (book.Candidat(key) is not { } candidat)
            return await CommandFailure.TellAsync($"Le dossier {key.CodeCandidat} de la session {key.Session} n'est pas connu.");

        await audit.ShownAsync(database, new(ActeAudit.DossierConsulte, etablissement.Code, new Sujet(key).ToString()), ct);
        foreach (var line in Lines(candidat, book.VoeuxOf(key), gardes)) await Console.Out.WriteLineAsync(line.AsMemory(), ct);
        return 0;
    }

    private static IEnumerable<string> Lines(
        CandidatRow candidat, IEnumerable<VoeuRow> voeux, IReadOnlyDictionary<long, EtatGarde> gardes)
    {
        yield return string.Create(CultureInfo.InvariantCulture, $"Dossier {candidat.CodeCandidat}, session {candidat.Session}")
            + (candidat.AEvaluer ? " (une évaluation est en attente)" : "");
        foreach (var voeu in voeux.OrderBy(v => v.CodeFormation).Select(row => WishExplanation.Of(candidat, row, gardes, [])))
            yield return string.Create(CultureInfo.InvariantCulture, $"  formation {voeu.CodeFormation} : {voeu.EnClair}. {voeu.Motif}")
                + (voeu.AFaire is { } todo ? $" À faire : {todo}" : "");
        foreach (var correction in candidat.ReadCorrections())
            yield return string.Create(CultureInfo.InvariantCulture,
                $"  {correction.Champ} : {Cite.De(correction.Valeur)}, valeur corrigée par {correction.Par} le {correction.Le:dd/MM/yyyy}, "
                + $"jusqu'à ce que Parcoursup change la sienne");
        foreach (var reserve in JsonText.Read<List<Reserve>>(candidat.Reserves))
            yield return $"  réserve, {reserve.Champ} : {reserve.Message}";
        foreach (var avertissement in JsonText.Read<List<Avertissement>>(candidat.Avertissements))
            yield return $"  avertissement, {avertissement}";
    }
}
