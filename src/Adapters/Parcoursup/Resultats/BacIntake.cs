using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Intake;

namespace Parcoursup.Gateway.Adapters.Parcoursup.Resultats;

/// <summary>The answer to results of the baccalauréat: the lines, what they change, and for a dry run what the guard would say.</summary>
internal sealed record ReponseBac(
    bool Essai, int Recues, int Acceptees, int Refusees, IReadOnlyList<LineReport> Lignes, int LignesNonListees,
    BilanBac Bilan,
    IReadOnlyList<LigneInconnue> Inconnus,
    IReadOnlyList<PrevisionGarde>? Garde);

/// <summary>Takes results of the baccalauréat in, or only says what they would do.</summary>
internal sealed class BacIntake(
    BacTrial trial, Journal journal, ConfigurationDirectory directory, Database database, AuditBook audit, TimeProvider time)
{
    /// <summary>The largest file, in bytes.</summary>
    public const int LargestFile = 64 * 1024 * 1024;

    private const int MostUnknown = 1000;

    /// <param name="essai">Nothing is stored.</param>
    /// <returns>The answer, or why the body could not be read at all.</returns>
    public async Task<(ReponseBac? Reponse, string? Illisible)> TakeAsync(
        EtablissementModel etablissement, byte[] body, string? contentType, bool essai, string par, string? correlation,
        CancellationToken ct)
    {
        var reading = BacReader.Read(body, contentType).Refusing(line =>
            directory.Current.Close(line.Session) is { } close ? new LineError("session", close.Refus, line.Ine) : null);
        if (reading.Illisible is { } reason) return (null, reason);
        var (bilan, unknown, changes) = await trial.CountAsync(etablissement, reading.Lues, ct);
        var answer = reading.ToAnswer();
        // It tells of each INE whether he is a candidate here.
        if (essai)
            await audit.ShownAsync(
                database, new(ActeAudit.ListeConsultee, etablissement.Code, Canal.ResultatsBac.Code) { Issue = "essai" }, ct);
        else
            await journal.AppendAllAsync(
                [
                    .. reading.Kept(body, contentType).Select((kept, place) => new MessageEntrant
                    {
                        RecuLe = time.GetUtcNow(), Etablissement = etablissement.Code, Canal = Canal.ResultatsBac, Compte = par,
                        TypeContenu = kept.ContentType, Corps = kept.Body, Correlation = correlation,
                        Acte = place > 0 ? null : new(ActeAudit.EnvoiRecu, etablissement.Code, Canal.ResultatsBac.Code),
                    }),
                ], ct);
        return (new ReponseBac(
            essai, answer.Recues, answer.Acceptees, answer.Refusees, answer.Lignes, answer.LignesNonListees, bilan,
            [.. unknown.Take(MostUnknown)], essai ? await trial.ForeseeAsync(etablissement, changes, ct) : null), null);
    }
}
