using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>A generation cannot be: why, in French.</summary>
internal sealed class GenerationImpossibleException(string message) : Exception(message);

/// <summary>
/// One run (rule E4): renders what is due into a lot per session, a batch a transaction, writes the two files page by
/// page, and publishes them. What is rendered counts as attempted from then on (rule C2): had it to be recorded after
/// the publication, a crash in between would lose it.
/// </summary>
internal sealed class LotGenerator(
    Database database, ConfigurationDirectory directory, ConnectorGate gate, OpiRenderer renderer, GenerationBook generations, LotBook lots,
    LotContents contents, LotPublisher publisher, LotStores stores, IBusinessClock clock)
{
    /// <summary>For who asks for files of an établissement whose OPI leave otherwise (rule E1).</summary>
    public const string AutreVoie = "Les OPI de cet établissement ne partent pas par fichiers : mettre opi.voie à « Fichiers ».";

    private const int Batch = 200;

    /// <returns>What came of it, in French.</returns>
    /// <exception cref="GenerationImpossibleException">The établissement writes no files, or cannot.</exception>
    /// <exception cref="LeaseLostException">Another node has the run.</exception>
    public async Task<string> RunAsync(GenerationRow generation, CancellationToken ct)
    {
        await publisher.SettleUnfinishedAsync(generation.Etablissement, ct);
        await directory.RefreshAsync(ct);
        var etablissement = ModelOf(generation);
        if (stores.Of(FichiersOf(etablissement).Dossier).Problem is { } problem) throw new GenerationImpossibleException(problem);

        var prepared = await RenderDueAsync(generation, etablissement, ct);
        await AddRelaidOutAsync(generation, etablissement, prepared, ct);
        foreach (var lot in prepared.Values)
            await publisher.PublishAsync(generation, lot, FichiersOf(etablissement), ct);
        return await ReportAsync(etablissement, prepared.Values, ct);
    }

    /// <summary>The session to which the OPI of other clients belong, whose messages name none: the newest campaign.</summary>
    private int CurrentSession => directory.Current.Campagnes.Select(c => c.Session).DefaultIfEmpty(clock.Today.Year).Max();

    private static FichiersDocument FichiersOf(EtablissementModel etablissement) => etablissement.Document.Opi.Fichiers ?? FichiersDocument.ParDefaut;

    private EtablissementModel ModelOf(GenerationRow generation) =>
        directory.Current.FindByCode(generation.Etablissement) is { Document.Opi.Voie: VoieOpi.Fichiers } etablissement
            ? etablissement
            : throw new GenerationImpossibleException(AutreVoie);

    private async Task<Dictionary<int, LotRow>> RenderDueAsync(GenerationRow generation, EtablissementModel etablissement, CancellationToken ct)
    {
        var disposition = FichiersOf(etablissement).Disposition;
        var lines = new LignesOpiRenderer(disposition);
        var prepared = new Dictionary<int, LotRow>();
        // As many as are due now: with a client that goes on writing, "until none is left" might never come.
        var left = await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            await contents.BringInAsync(session, etablissement.Code, CurrentSession, await gate.IsOpenAsync(session, etablissement, ct), ct);
            return await LotContents.CountDueAsync(session, etablissement.Code, ct);
        }, ct);
        while (left > 0)
        {
            var claimed = await database.WriteAsync(session => RenderBatchAsync(session, generation, prepared, disposition, lines, Math.Min(left, Batch), ct), ct);
            if (claimed == 0) break;
            left -= claimed;
        }

        return prepared;
    }

    private async Task<int> RenderBatchAsync(
        WriteSession session, GenerationRow generation, Dictionary<int, LotRow> prepared, DispositionFichiers disposition, LignesOpiRenderer lines, int most, CancellationToken ct)
    {
        await database.LockEtablissementAsync(session, generation.Etablissement, ct);
        // As a lane does: a change of credentials closes the gate at once (rule D1).
        await directory.RefreshAsync(ct);
        var etablissement = ModelOf(generation);
        var due = await LotContents.DueAsync(session, etablissement.Code, await gate.IsOpenAsync(session, etablissement, ct), most, ct);
        if (due.Count == 0) return 0;

        await generations.RenewAsync(session, generation, due.Count, ct);
        foreach (var rendered in await renderer.RenderAsync(session, etablissement, due, ct))
            if (rendered is RenderedOpi.Ready ready)
            {
                var lot = await LotOfAsync(session, generation, etablissement, prepared, SessionOf(ready.Row.Sujet), ct);
                var rows = lines.Render(ready.Contenu);
                await contents.AddAsync(session, lot, ready, rows, BytesOf(rows, disposition), ct);
            }
            else
            {
                await contents.SetAsideAsync(session, (RenderedOpi.Nothing)rendered, ct);
            }

        return due.Count;
    }

    private async Task<LotRow> LotOfAsync(
        WriteSession session, GenerationRow generation, EtablissementModel etablissement, Dictionary<int, LotRow> prepared, int annee, CancellationToken ct)
    {
        if (prepared.TryGetValue(annee, out var lot)) return lot;
        var former = await lots.LastAsync(etablissement.Code, annee, ct);
        return prepared[annee] = await lots.CreateAsync(session, generation, etablissement, annee, FingerprintOf(etablissement), former?.Numero, ct);
    }

    // Another layout is another content of the files, although no OPI has changed.
    private async Task AddRelaidOutAsync(GenerationRow generation, EtablissementModel etablissement, Dictionary<int, LotRow> prepared, CancellationToken ct)
    {
        var former = await lots.LastAsync(etablissement.Code, CurrentSession, ct);
        if (former is not null && former.Disposition != FingerprintOf(etablissement))
            await database.WriteAsync(session => LotOfAsync(session, generation, etablissement, prepared, CurrentSession, ct), ct);
    }

    private static string FingerprintOf(EtablissementModel etablissement) =>
        Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(JsonText.Of(FichiersOf(etablissement).Disposition))));

    private int SessionOf(string sujet) => Sujet.CandidatOf(sujet)?.Session ?? CurrentSession;

    private static byte[] BytesOf(LignesOpi rows, DispositionFichiers disposition)
    {
        using var writer = new FichierPlatWriter(disposition, entetes: null);
        foreach (var row in rows.Lignes) writer.Write(row.Valeurs);
        return writer.Take();
    }

    private async Task<string> ReportAsync(EtablissementModel etablissement, IReadOnlyCollection<LotRow> published, CancellationToken ct)
    {
        var text = published.Count > 0
            ? string.Join(" ", published.OrderBy(l => l.Numero).Select(l => $"Lot {l.Numero} publié (session {l.Session})."))
            : await lots.LastAsync(etablissement.Code, CurrentSession, ct) is { } last
                ? $"Rien n'a changé depuis le lot {last.Numero} : aucun nouveau lot."
                : "Aucune OPI à transmettre : aucun lot.";
        var held = await database.WriteAsync(async session => await gate.IsOpenAsync(session, etablissement, ct) ? 0 : await LotContents.CountDueAsync(session, etablissement.Code, ct), ct);
        return held == 0 ? text : $"{text} {held} OPI de Parcoursup attendent un test réussi du connecteur.";
    }
}
