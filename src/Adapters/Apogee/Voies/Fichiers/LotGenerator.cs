using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Engine.Configuration;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Publication;

namespace Parcoursup.Gateway.Adapters.Apogee.Voies.Fichiers;

/// <summary>One run (rule E4): renders what is due into a lot per session, and publishes the lots.</summary>
internal sealed class LotGenerator(
    Database database, ConfigurationDirectory directory, LotRendering rendering, LotBook lots, LotPublisher publisher, LotStores stores,
    IBusinessClock clock)
{
    /// <summary>For who asks for files of an établissement whose OPI leave otherwise (rule E1).</summary>
    public const string AutreVoie = "Les OPI de cet établissement ne partent pas par fichiers : mettre opi.voie à « Fichiers ».";

    /// <returns>What came of it, in French.</returns>
    /// <exception cref="PublicationImpossibleException">The établissement writes no files, or cannot.</exception>
    /// <exception cref="LeaseLostException">Another node has the run.</exception>
    public async Task<string> RunAsync(GenerationRow generation, CancellationToken ct)
    {
        await publisher.SettleUnfinishedAsync(generation.Etablissement, ct);
        await directory.RefreshAsync(ct);
        var etablissement = rendering.ModelOf(generation);
        var store = stores.Of(LotsEnCours.FichiersOf(etablissement).Dossier);
        if (store.Problem is { } problem) throw new PublicationImpossibleException(problem);

        var prepared = new LotsEnCours(lots, generation, store.HighestNumber(LotRow.Genre, etablissement.Code));
        await rendering.RenderDueAsync(prepared, etablissement, CurrentSession, ct);
        await AddRelaidOutAsync(prepared, etablissement, ct);
        foreach (var lot in prepared.All)
            await publisher.PublishAsync(generation, lot, LotsEnCours.FichiersOf(etablissement), ct);
        return await ReportAsync(etablissement, prepared.All, ct);
    }

    /// <summary>The session to which the OPI of other clients belong, whose messages name none: the newest campaign.</summary>
    private int CurrentSession => directory.Current.Campagnes.Select(c => c.Session).DefaultIfEmpty(clock.Today.Year).Max();

    private async Task AddRelaidOutAsync(LotsEnCours prepared, EtablissementModel etablissement, CancellationToken ct)
    {
        var former = await lots.LastAsync(etablissement.Code, CurrentSession, ct);
        if (former is not null && former.Disposition != LotsEnCours.FingerprintOf(etablissement))
            await database.WriteAsync(session => prepared.OfAsync(session, etablissement, CurrentSession, ct), ct);
    }

    private async Task<string> ReportAsync(EtablissementModel etablissement, IReadOnlyCollection<LotRow> published, CancellationToken ct)
    {
        var text = published.Count > 0
            ? string.Join(" ", published.OrderBy(l => l.Numero).Select(l => $"Lot {l.Numero} publié (session {l.Session})."))
            : await lots.LastAsync(etablissement.Code, CurrentSession, ct) is { } last
                ? $"Rien n'a changé depuis le lot {last.Numero} : aucun nouveau lot."
                : "Aucune OPI à transmettre : aucun lot.";
        var held = await rendering.CountHeldAsync(etablissement, ct);
        return held == 0 ? text : $"{text} {held} OPI de Parcoursup attendent un test réussi du connecteur.";
    }
}
