using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>Section <c>Pages</c> of the settings: how long somebody stays signed in.</summary>
public sealed record DureesSession
{
    public const string Section = "Pages";

    /// <summary>Minutes without a page after which a session ends.</summary>
    public int InactiviteMinutes { get; init; } = 60;

    /// <summary>Hours after which it ends in any case.</summary>
    public int DureeHeures { get; init; } = 10;

    public static IEnumerable<string> Errors(DureesSession options) =>
        options.InactiviteMinutes is < 1 or > 24 * 60 || options.DureeHeures is < 1 or > 24 * 7
            ? ["Pages : InactiviteMinutes vaut de 1 à 1440, DureeHeures de 1 à 168."] : [];
}

/// <summary>A session as its owner sees it.</summary>
public sealed record SessionOuverte(string Numero, DateTimeOffset OuverteLe, DateTimeOffset VueLe, string Origine);

/// <summary>Who is signed in: a secret of the browser, of which the database knows the hash, under a seal (rule J3).</summary>
public sealed class SessionBook(
    Database database, UtilisateurBook utilisateurs, ApiKeySeal seal, AuditBook audit, DureesSession options, TimeProvider time)
{
    private static readonly TimeSpan Precision = TimeSpan.FromMinutes(1);

    /// <param name="origine">The address that he comes from.</param>
    /// <returns>The secret, for his browser.</returns>
    public Task<string> OuvrirAsync(Utilisateur utilisateur, string origine, CancellationToken ct) => database.WriteAsync(async session =>
    {
        var jeton = JetonSecret.Nouveau();
        var now = time.GetUtcNow();
        var row = new SessionRow
        {
            Empreinte = JetonSecret.EmpreinteDe(jeton)!, Utilisateur = utilisateur.Id, Origine = origine, OuverteLe = now, VueLe = now,
            ExpireLe = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds()).AddHours(options.DureeHeures),
        };
        await session.ExecuteAsync(
            "DELETE FROM session_utilisateur WHERE expire_le < @now OR vue_le < @idle",
            new { now, idle = now.AddMinutes(-options.InactiviteMinutes) }, ct);
        await session.ExecuteAsync(
            """
            INSERT INTO session_utilisateur (empreinte, utilisateur, origine, ouverte_le, vue_le, expire_le, sceau)
            VALUES (@Empreinte, @Utilisateur, @Origine, @OuverteLe, @VueLe, @ExpireLe, @Sceau)
            """, row with { Sceau = SealOf(row) }, ct);
        await utilisateurs.NoteConnexionAsync(session, utilisateur.Id, ct);
        audit.Note(session, new(ActeAudit.ConnexionOuverte, null, "utilisateur " + utilisateur.Identifiant)
        {
            Auteur = new Auteur(utilisateur.Nom, "u:" + utilisateur.Id, origine),
        });
        return jeton;
    }, ct);

    /// <summary>Whose session it is; null when there is none, or none any more.</summary>
    public async Task<Utilisateur?> TrouverAsync(string? jeton, CancellationToken ct)
    {
        if (JetonSecret.EmpreinteDe(jeton) is not { } empreinte) return null;
        var now = time.GetUtcNow();
        if (await database.FirstOrDefaultAsync<SessionRow>(
            "SELECT * FROM session_utilisateur WHERE empreinte = @empreinte", new { empreinte }, ct) is not { } row
            || !ApiKeySeal.Equal(SealOf(row), row.Sceau)
            || row.ExpireLe <= now || row.VueLe.AddMinutes(options.InactiviteMinutes) <= now
            || await utilisateurs.FindAsync(row.Utilisateur, ct) is not { Actif: true } found) return null;
        if (now - row.VueLe >= Precision)
            await database.ExecuteAsync(
                "UPDATE session_utilisateur SET vue_le = @now WHERE empreinte = @empreinte", new { now, empreinte }, ct);
        return found;
    }

    public async Task<IReadOnlyList<SessionOuverte>> DeAsync(string utilisateur, CancellationToken ct) =>
    [
        .. (await database.QueryAsync<SessionRow>(
            "SELECT * FROM session_utilisateur WHERE utilisateur = @utilisateur AND expire_le > @now ORDER BY ouverte_le DESC",
            new { utilisateur, now = time.GetUtcNow() }, ct))
            .Select(r => new SessionOuverte(r.Empreinte[..8], r.OuverteLe, r.VueLe, r.Origine)),
    ];

    public async Task FermerAsync(string? jeton, CancellationToken ct)
    {
        if (JetonSecret.EmpreinteDe(jeton) is not { } empreinte) return;
        await audit.ChangeAsync(database, new(ActeAudit.ConnexionFermee, null, null),
            "DELETE FROM session_utilisateur WHERE empreinte = @empreinte", new { empreinte }, ct);
    }

    /// <summary>Everywhere at once.</summary>
    public Task FermerToutesAsync(Utilisateur utilisateur, CancellationToken ct) => database.WriteAsync(async session =>
    {
        var closed = await session.ExecuteAsync(
            "DELETE FROM session_utilisateur WHERE utilisateur = @Id", new { utilisateur.Id }, ct);
        if (closed > 0)
            audit.Note(session, new(ActeAudit.ConnexionFermee, null, "utilisateur " + utilisateur.Identifiant) { Nombre = closed });
    }, ct);

    private string SealOf(SessionRow row) => seal.OfPerson("session",
        [row.Empreinte, row.Utilisateur, row.ExpireLe.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]);

    private sealed record SessionRow
    {
        public string Empreinte { get; init; } = "";
        public string Utilisateur { get; init; } = "";
        public string Origine { get; init; } = "";
        public DateTimeOffset OuverteLe { get; init; }
        public DateTimeOffset VueLe { get; init; }
        public DateTimeOffset ExpireLe { get; init; }
        public string Sceau { get; init; } = "";
    }
}
