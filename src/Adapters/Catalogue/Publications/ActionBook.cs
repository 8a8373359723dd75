using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Campagnes;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Adapters.Catalogue.Publications;

/// <summary>What people did to formations.</summary>
internal sealed class ActionBook(Database database, AuditBook audit, IBusinessClock clock)
{
    private static readonly BulkInsert<ActionRow> Lignes = new(
        "catalogue_action", "", BulkColumn.Of<ActionRow>("cle", a => a.Cle), BulkColumn.Of<ActionRow>("action", a => a.Action),
        BulkColumn.Of<ActionRow>("de", a => (int)a.De), BulkColumn.Of<ActionRow>("vers", a => (int)a.Vers),
        BulkColumn.Of<ActionRow>("raison", a => a.Raison), BulkColumn.Of<ActionRow>("auteur", a => a.Auteur),
        BulkColumn.Of<ActionRow>("le", a => (DateTimeOffset?)a.Le));

    public Task AddAsync(WriteSession session, string cle, string action, StatutCatalogue de, StatutCatalogue vers, string? raison,
        string auteur, CancellationToken ct)
    {
        audit.Note(session, new(ActeAudit.PublicationDecidee, null, "formation " + cle)
        {
            Details = [new("action", null, action), new("statut", de.Libelle(), vers.Libelle()), new("auteur", null, auteur)],
        });
        return Lignes.ExecuteAsync(
            session, [new() { Cle = cle, Action = action, De = de, Vers = vers, Raison = raison, Auteur = auteur, Le = clock.Now }], ct);
    }

    /// <summary>What a restoration did, as one act.</summary>
    public Task RestoreAsync(
        WriteSession session, DateOnly nuit, string auteur, IReadOnlyCollection<ActionRow> actions, CancellationToken ct)
    {
        audit.Note(session, new(ActeAudit.NuitRestauree, null, FormattableString.Invariant($"nuit {nuit:yyyy-MM-dd}"))
        {
            Nombre = actions.Count, Details = [new("auteur", null, auteur)],
        });
        return Lignes.ExecuteAsync(session, actions, ct);
    }

    public Task<IReadOnlyList<ActionRow>> ListAsync(string cle, CancellationToken ct) => database.QueryAsync<ActionRow>(
        "SELECT cle, action, de, vers, raison, auteur, le FROM catalogue_action WHERE cle = @cle ORDER BY id", new { cle }, ct);
}

/// <summary>A stored action.</summary>
internal sealed class ActionRow
{
    public string Cle { get; init; } = "";
    public string Action { get; init; } = "";
    public StatutCatalogue De { get; init; }
    public StatutCatalogue Vers { get; init; }
    public string? Raison { get; init; }
    public string Auteur { get; init; } = "";
    public DateTimeOffset Le { get; init; }
}
