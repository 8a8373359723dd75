using Parcoursup.Gateway.Adapters.Apogee.Configuration;
using Parcoursup.Gateway.Adapters.Apogee.Opi;
using Parcoursup.Gateway.Adapters.Apogee.Protocol;
using Parcoursup.Gateway.Domain.Livraisons;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Service;

/// <summary>
/// Renders what a page claimed and entrusts it to the job. An OPI that cannot be rendered or written ends by itself: the page is
/// given out without it (rule C5).
/// </summary>
internal sealed class OpiHandover(
    OpiRenderer renderer, RemiseBook remises, OpiTickets tickets, AttemptOutcome outcome, TimeProvider time, ILogger<OpiHandover> logger)
{
    /// <summary>Of each claimed delivery what the job is given, or how it ended instead.</summary>
    public Task<IReadOnlyList<OpiRemise>> HandOverAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, int version, CancellationToken ct) =>
        session.ForAllAsync(claimed, rows => RenderAsync(session, etablissement, rows, version, ct), Broken, ct);

    private async Task<IReadOnlyList<OpiRemise>> RenderAsync(
        WriteSession session, EtablissementModel etablissement, IReadOnlyList<LivraisonRow> claimed, int version, CancellationToken ct)
    {
        var handed = new List<OpiRemise>(claimed.Count);
        foreach (var rendered in await renderer.RenderAsync(session, etablissement, claimed, ct))
            handed.Add(rendered is RenderedOpi.Ready ready
                ? new(await EntrustAsync(session, etablissement, ready, version, ct), null)
                : new(null, RecordOf((RenderedOpi.Nothing)rendered)));
        return handed;
    }

    private async Task<OpiAEcrire> EntrustAsync(
        WriteSession session, EtablissementModel etablissement, RenderedOpi.Ready opi, int version, CancellationToken ct)
    {
        var (content, lost) = DonneesOpi.Render(version, opi.Contenu);
        IReadOnlyList<Modification> modifications = [.. opi.Modifications, .. lost];
        var bail = opi.Row.BailPar!;
        await remises.RecordAsync(session, opi, bail, time.GetUtcNow(), content, modifications, ct);
        var jeton = tickets.Seal(etablissement.Code, new OpiTicket(opi.Row.Id, opi.Row.RevisionVoulue, bail));
        return new OpiAEcrire(jeton, opi.CodOpi, version, opi.Row.BailJusqua!.Value, content, modifications);
    }

    private OpiRemise Broken(LivraisonRow row, Exception failure)
    {
        Log.HandoverFailed(logger, failure, row.Id);
        return new(null, outcome.Broken(row, failure, time.GetUtcNow()));
    }

    private AttemptRecord RecordOf(RenderedOpi.Nothing nothing)
    {
        var now = time.GetUtcNow();
        return new(nothing.Row, now, now, null, nothing.Etat, EtatLivraison.AEnvoyer, now, null, nothing.Message, nothing.Explication,
            Undone: true);
    }
}

/// <summary>What became of a claimed delivery: an OPI for the job, or an end.</summary>
internal sealed record OpiRemise(OpiAEcrire? Opi, AttemptRecord? Fin);
