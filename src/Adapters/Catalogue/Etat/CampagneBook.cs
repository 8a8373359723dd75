using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Etat;

/// <summary>The campaigns that were opened: their year bounds the sessions that are published.</summary>
internal sealed class CampagneBook(Database database, AuditBook audit, IBusinessClock clock)
{
    public const string Aucune = "Aucune campagne n'est ouverte : parcoursup-gateway catalogue campagne ouvrir --debut AAAA-MM-JJ.";

    public Task OuvrirAsync(DateOnly debut, CancellationToken ct) => audit.ChangeAsync(
        database, new(ActeAudit.CampagneOuverte, null, FormattableString.Invariant($"campagne du {debut:yyyy-MM-dd}")),
        "INSERT INTO catalogue_campagne (debut, ouverte_le) VALUES (@debut, @Instant) ON CONFLICT DO NOTHING",
        new { debut, Instant = clock.Now }, ct);

    /// <summary>The bounds of a day; null while no campaign is open.</summary>
    public async Task<ContexteNuit?> ContexteAsync(DateOnly jour, CancellationToken ct) =>
        Of(jour, await database.QueryAsync<DateOnly>(Debuts, null, ct));

    /// <inheritdoc cref="ContexteAsync(DateOnly,CancellationToken)"/>
    public async Task<ContexteNuit?> ContexteAsync(WriteSession session, DateOnly jour, CancellationToken ct) =>
        Of(jour, await session.QueryAsync<DateOnly>(Debuts, null, ct));

    private const string Debuts = "SELECT debut FROM catalogue_campagne";

    private static ContexteNuit? Of(DateOnly jour, IReadOnlyList<DateOnly> debuts) =>
        ContexteNuit.CampagneDu(jour, debuts) is { } debut ? new ContexteNuit(jour, debut.Year) : null;
}
