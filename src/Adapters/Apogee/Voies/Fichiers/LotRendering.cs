using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.FichiersPlats;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>
/// Renders what is due into the lots of a run, a batch a transaction. What is rendered counts as attempted from then on
/// (rule C2): had it to be recorded after the publication, a crash in between would lose it.
/// </summary>
// Ten parameters: a batch is a lane's whole turn, from what is due to its end, in one transaction.
internal sealed class LotRendering(
    Database database, ConfigurationDirectory directory, ConnectorGate gate, OpiRenderer renderer, GenerationBook generations,
    LotContents contents, AttemptLedger ledger, AttemptOutcome outcome, TimeProvider time, ILogger<LotRendering> logger)
{
    private const int Batch = 200;

    /// <summary>The établissement as it is configured now.</summary>
    /// <exception cref="PublicationImpossibleException">Its OPI leave by another way.</exception>
    public EtablissementModel ModelOf(GenerationRow generation) =>
        directory.Current.FindByCode(generation.Etablissement) is { Document.Opi.Voie: VoieOpi.Fichiers } etablissement
            ? etablissement
            : throw new PublicationImpossibleException(LotGenerator.AutreVoie);

    /// <param name="annee">The session of whatever names none.</param>
    /// <exception cref="LeaseLostException">Another node has the run.</exception>
    public async Task RenderDueAsync(LotsEnCours lots, EtablissementModel etablissement, int annee, CancellationToken ct)
    {
        var disposition = LotsEnCours.FichiersOf(etablissement).Disposition;
        // As many as are due now: with a client that goes on writing, "until none is left" might never come.
        var left = await database.WriteAsync(async session =>
        {
            await database.LockEtablissementAsync(session, etablissement.Code, ct);
            await contents.BringInAsync(session, etablissement.Code, annee, await gate.IsOpenAsync(session, etablissement, ct), ct);
            return await LotContents.CountDueAsync(session, etablissement.Code, ct);
        }, ct);
        while (left > 0)
        {
            var claimed = await database.WriteAsync(
                session => RenderBatchAsync(session, lots, disposition, annee, Math.Min(left, Batch), ct), ct);
            if (claimed == 0) break;
            left -= claimed;
        }
    }

    /// <summary>How many OPI a closed gate holds (rule D2).</summary>
    public async Task<int> CountHeldAsync(EtablissementModel etablissement, CancellationToken ct)
    {
        await using var reading = await database.EssayerAsync(ct);
        return await gate.IsOpenAsync(reading, etablissement, ct) ? 0 : await LotContents.CountDueAsync(reading, etablissement.Code, ct);
    }

    private async Task<int> RenderBatchAsync(
        WriteSession session, LotsEnCours lots, DispositionFichiers disposition, int annee, int most, CancellationToken ct)
    {
        await database.LockEtablissementAsync(session, lots.Generation.Etablissement, ct);
        // As a lane does: a change of credentials closes the gate at once (rule D1).
        await directory.RefreshAsync(ct);
        var etablissement = ModelOf(lots.Generation);
        var due = await LotContents.DueAsync(session, etablissement.Code, await gate.IsOpenAsync(session, etablissement, ct), most, ct);
        if (due.Count == 0) return 0;

        await generations.AdvanceAsync(session, lots.Generation, due.Count, ct);
        var lines = new LignesOpiRenderer(disposition);
        var all = await session.ForAllAsync(
            due, claimed => RenderAsync(session, etablissement, claimed, lines, ct),
            (row, failure) => new OpiEnLignes(row, null, null, failure), ct);
        foreach (var one in all)
            if (one is { Rendu: RenderedOpi.Ready ready, Lignes: { } rows })
            {
                var lot = await lots.OfAsync(session, etablissement, Sujet.CandidatOf(ready.Row.Sujet)?.Session ?? annee, ct);
                await contents.AddAsync(session, lot, ready, rows, BytesOf(rows, disposition), ct);
            }
            else if (one.Rendu is RenderedOpi.Nothing nothing)
            {
                await contents.SetAsideAsync(session, nothing, ct);
            }
            else
            {
                // It ends by itself; the lot is written without it (rule C5).
                Log.OpiFailed(logger, one.Echec!, one.Row.Id);
                await ledger.RecordAsync(session, outcome.Broken(one.Row, one.Echec!, time.GetUtcNow()), ct);
            }

        return due.Count;
    }

    private async Task<IReadOnlyList<OpiEnLignes>> RenderAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, LignesOpiRenderer lines,
        CancellationToken ct) =>
        [.. (await renderer.RenderAsync(session, etablissement, claimed, ct)).Select(rendered => new OpiEnLignes(
            rendered.Row, rendered, rendered is RenderedOpi.Ready ready ? lines.Render(ready.Contenu) : null, null))];

    private static byte[] BytesOf(LignesOpi rows, DispositionFichiers disposition)
    {
        using var writer = new FichierPlatWriter(disposition, entetes: null);
        foreach (var row in rows.Lignes) writer.Write(row.Valeurs);
        return writer.Take();
    }

    /// <param name="Echec">Why it could not be rendered.</param>
    private sealed record OpiEnLignes(LivraisonRow Row, RenderedOpi? Rendu, LignesOpi? Lignes, Exception? Echec);
}
