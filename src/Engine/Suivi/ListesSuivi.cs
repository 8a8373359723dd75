using Parcoursup.Gateway.Domain.Identite;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Reconciliation;
using Parcoursup.Gateway.Engine.State.Candidats;
using Parcoursup.Gateway.Engine.State.Gardes;

namespace Parcoursup.Gateway.Engine.Suivi;

/// <summary>The lists that a person works through, in the order in which their rows came, so many at a time.</summary>
public sealed class ListesSuivi(Database database)
{
    /// <summary>Rows of a page.</summary>
    public const int Page = 1000;

    /// <summary>A wish that cannot be decided because something is missing, as a condition over <c>voeu</c>.</summary>
    internal const string VoeuEnReserve = $"code_decision IS NULL AND {VoeuRow.Retenue}";

    /// <summary>Refused, as a condition over <c>livraison</c>.</summary>
    internal const string Refusee = $"etat = '{nameof(EtatLivraison.RefusMetier)}'";

    /// <summary>Candidates who are held back.</summary>
    public Task<IReadOnlyList<CandidatRow>> ReservesAsync(string etablissement, CancellationToken ct) =>
        database.QueryAsync<CandidatRow>(
            """
            SELECT session, code_candidat, donnees, corrections, reserves FROM candidat WHERE etablissement = @etablissement
              AND reserves <> '[]' ORDER BY session, code_candidat LIMIT @Page
            """, new { etablissement, Page }, ct);

    /// <summary>The same without who they are: to be grouped by what holds them back.</summary>
    public Task<IReadOnlyList<CandidatRow>> RetenusAsync(string etablissement, CancellationToken ct) =>
        database.QueryAsync<CandidatRow>(
            """
            SELECT session, code_candidat, reserves FROM candidat WHERE etablissement = @etablissement AND reserves <> '[]'
            ORDER BY session, code_candidat LIMIT @Page
            """, new { etablissement, Page }, ct);

    /// <summary>Wishes that are held back, with their decision.</summary>
    public Task<IReadOnlyList<VoeuRow>> VoeuxEnReserveAsync(string etablissement, int most, CancellationToken ct) =>
        database.QueryAsync<VoeuRow>(
            $"""
            SELECT session, code_candidat, code_formation, internat, decision FROM voeu WHERE etablissement = @etablissement
              AND {VoeuEnReserve} ORDER BY session, code_candidat LIMIT @most
            """, new { etablissement, most }, ct);

    /// <summary>Page by page: after a bad export there may be one for every candidate.</summary>
    public Task<IReadOnlyList<CandidatRow>> AvertissementsAsync(string etablissement, int? session, int page, CancellationToken ct) =>
        database.QueryAsync<CandidatRow>(
            """
            SELECT session, code_candidat, donnees, corrections, avertissements FROM candidat
            WHERE etablissement = @etablissement AND avertissements <> '[]'
            AND (@session IS NULL OR session = @session) ORDER BY session, code_candidat LIMIT @Page OFFSET @skip
            """, new { etablissement, session, Page, skip = (Math.Max(1, page) - 1L) * Page }, ct);

    /// <summary>Open tasks.</summary>
    public Task<IReadOnlyList<TacheOuverte>> TachesAsync(string etablissement, CancellationToken ct) =>
        database.QueryAsync<TacheOuverte>(
            """
            SELECT id, type, sujet, message, creee_le FROM tache WHERE etablissement = @etablissement AND terminee_le IS NULL
            ORDER BY id LIMIT @Page
            """, new { etablissement, Page }, ct);

    /// <summary>What a person still has to do about one candidate, whichever of his formations it is about.</summary>
    public Task<IReadOnlyList<TacheOuverte>> TachesAsync(
        WriteSession reading, string etablissement, CandidatKey key, CancellationToken ct) =>
        reading.QueryAsync<TacheOuverte>(
            """
            SELECT id, type, sujet, message, creee_le FROM tache WHERE etablissement = @etablissement AND terminee_le IS NULL
              AND (sujet = @sujet OR sujet LIKE @below) ORDER BY id
            """, new { etablissement, sujet = new Sujet(key).ToString(), below = Sujet.Below(key) }, ct);

    /// <param name="etat">Null: in whatever state.</param>
    /// <param name="apres">Behind this one: the next page.</param>
    public Task<IReadOnlyList<LivraisonRow>> LivraisonsAsync(
        string etablissement, string? etat, long apres, int most, CancellationToken ct) =>
        database.QueryAsync<LivraisonRow>(
            """
            SELECT * FROM livraison WHERE etablissement = @etablissement AND (@etat IS NULL OR etat = @etat) AND id > @apres
            ORDER BY id LIMIT @most
            """, new { etablissement, etat, apres, most }, ct);

    public Task<IReadOnlyList<LivraisonRow>> RefusAsync(string etablissement, CancellationToken ct) =>
        database.QueryAsync<LivraisonRow>(
            $"SELECT * FROM livraison WHERE etablissement = @etablissement AND {Refusee} ORDER BY id LIMIT @Page",
            new { etablissement, Page }, ct);

    /// <summary>Everything that is sent of one candidate.</summary>
    public Task<IReadOnlyList<LivraisonRow>> LivraisonsAsync(
        WriteSession reading, string etablissement, CandidatKey key, CancellationToken ct) => reading.QueryAsync<LivraisonRow>(
        """
        SELECT * FROM livraison WHERE etablissement = @etablissement AND (sujet = @sujet OR sujet LIKE @below)
        ORDER BY destination, sujet
        """,
        new { etablissement, sujet = new Sujet(key).ToString(), below = Sujet.Below(key) }, ct);

    /// <param name="etat">Null: in whatever state; the newest first.</param>
    public Task<IReadOnlyList<GardeRow>> GardesAsync(string etablissement, string? etat, CancellationToken ct) =>
        database.QueryAsync<GardeRow>(
            "SELECT * FROM garde WHERE etablissement = @etablissement AND (@etat IS NULL OR etat = @etat) ORDER BY id DESC LIMIT 100",
            new { etablissement, etat }, ct);
}

/// <summary>A task that nobody has ended.</summary>
public sealed class TacheOuverte
{
    public long Id { get; init; }
    public string Type { get; init; } = "";
    public string Sujet { get; init; } = "";
    public string Message { get; init; } = "";
    public DateTimeOffset CreeeLe { get; init; }
}
