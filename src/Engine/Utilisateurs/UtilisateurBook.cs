using System.Security.Cryptography;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>
/// The persons who use the pages. A row is bound to its rights by a seal (rule J3): who can only write the database makes nobody an
/// administrator; a row whose seal is broken is nobody.
/// </summary>
public sealed class UtilisateurBook(Database database, ApiKeySeal seal, AuditBook audit, TimeProvider time)
{
    internal const string Verrou = "utilisateurs";

    public async Task<IReadOnlyList<Utilisateur>> ListAsync(CancellationToken ct) =>
    [
        .. (await database.QueryAsync<UtilisateurRow>("SELECT * FROM utilisateur ORDER BY identifiant", null, ct))
            .Where(IsSound).Select(row => row.Lire()),
    ];

    public async Task<bool> ExisteAsync(CancellationToken ct) =>
        await database.ScalarAsync<long>("SELECT COUNT(*) FROM (SELECT 1 AS un FROM utilisateur LIMIT 1) AS premier", null, ct) > 0;

    public async Task<Utilisateur?> FindAsync(string id, CancellationToken ct) => (await RowAsync(id, ct))?.Lire();

    /// <summary>Whoever may sign in with it; null when there is nobody.</summary>
    internal async Task<UtilisateurRow?> ByIdentifiantAsync(string identifiant, CancellationToken ct) =>
        Sound(await database.FirstOrDefaultAsync<UtilisateurRow>(
            "SELECT * FROM utilisateur WHERE identifiant = @identifiant", new { identifiant = Plie(identifiant) }, ct));

    internal async Task<UtilisateurRow?> ByExterneAsync(string externe, CancellationToken ct) =>
        Sound(await database.FirstOrDefaultAsync<UtilisateurRow>(
            "SELECT * FROM utilisateur WHERE externe = @externe", new { externe }, ct));

    internal async Task<UtilisateurRow?> RowAsync(string id, CancellationToken ct) =>
        Sound(await database.FirstOrDefaultAsync<UtilisateurRow>("SELECT * FROM utilisateur WHERE id = @id", new { id }, ct));

    /// <summary>Whether somebody has that identifier already, sound or not.</summary>
    internal async Task<bool> EstPrisAsync(string identifiant, CancellationToken ct) => await database.ScalarAsync<long>(
        "SELECT COUNT(*) FROM utilisateur WHERE identifiant = @identifiant", new { identifiant = Plie(identifiant) }, ct) > 0;

    /// <param name="hash">Of his password; null where he has none here.</param>
    /// <returns>Null when somebody has that identifier already.</returns>
    internal async Task<Utilisateur?> AddAsync(
        WriteSession session, string identifiant, string nom, string? hash, IReadOnlyList<Droit> droits, string? externe,
        CancellationToken ct)
    {
        var row = Sealed(new UtilisateurRow
        {
            Id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6)), Identifiant = Plie(identifiant), Nom = nom.Trim(),
            MotDePasse = hash, Droits = JsonText.Of(droits), Externe = externe,
            CreeLe = time.GetUtcNow(),
        });
        if (await session.ExecuteAsync(
            """
            INSERT INTO utilisateur (id, identifiant, nom, mot_de_passe, droits, externe, actif, cree_le, sceau)
            VALUES (@Id, @Identifiant, @Nom, @MotDePasse, @Droits, @Externe, @Actif, @CreeLe, @Sceau) ON CONFLICT DO NOTHING
            """, row, ct) == 0) return null;
        audit.Note(session, new(ActeAudit.UtilisateurCree, null, SujetDe(row)) { Details = DetailsOf(droits) });
        return row.Lire();
    }

    /// <summary>Changes what he may do.</summary>
    /// <returns>The refusal in French, null when it is done.</returns>
    public Task<string?> ChangerDroitsAsync(string id, IReadOnlyList<Droit> droits, CancellationToken ct) => ChangeAsync(
        id, row => row with { Droits = JsonText.Of(droits) }, ActeAudit.DroitsChanges, DetailsOf(droits), ct);

    /// <summary>
    /// What the single sign-on says of him now. It may take the rights of the last who runs the gateway: his organisation has, and
    /// <c>gateway utilisateur inviter</c> names another.
    /// </summary>
    internal Task<string?> ReprendreAsync(UtilisateurRow row, string nom, IReadOnlyList<Droit> droits, CancellationToken ct) =>
        row.Droits == JsonText.Of(droits) && row.Nom == nom.Trim() ? Task.FromResult<string?>(null) : ChangeAsync(
            row.Id, seen => seen with { Nom = nom.Trim(), Droits = JsonText.Of(droits) }, ActeAudit.DroitsChanges, DetailsOf(droits), ct,
            evenTheLast: true);

    /// <summary>He can no longer sign in, or can again; what he did keeps his name.</summary>
    public Task<string?> ActiverAsync(string id, bool actif, CancellationToken ct) => ChangeAsync(
        id, row => row with { Actif = actif }, actif ? ActeAudit.UtilisateurReactive : ActeAudit.UtilisateurDesactive, [], ct);

    internal Task<string?> ChangerMotDePasseAsync(string id, string hash, CancellationToken ct) => ChangeAsync(
        id, row => row with { MotDePasse = hash }, ActeAudit.MotDePasseChange, [], ct);

    internal Task<string?> ChangerSecondFacteurAsync(string id, string? secret, CancellationToken ct) => ChangeAsync(
        id, row => row with { SecretOtp = secret },
        secret is null ? ActeAudit.SecondFacteurRetire : ActeAudit.SecondFacteurPose, [], ct);

    /// <summary>Nobody has rights any more on an établissement that is gone: another one may take its code (rule J5).</summary>
    internal async Task RetirerAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        await database.LockAsync(session, Verrou, ct);
        foreach (var row in (await session.QueryAsync<UtilisateurRow>("SELECT * FROM utilisateur", null, ct)).Where(IsSound).ToList())
        {
            var rights = row.Lire().Droits;
            List<Droit> left = [.. rights.Where(droit => droit.Etablissement != etablissement)];
            if (left.Count == rights.Count) continue;
            var changed = Sealed(row with { Droits = JsonText.Of(left) });
            await session.ExecuteAsync("UPDATE utilisateur SET droits = @Droits, sceau = @Sceau WHERE id = @Id", changed, ct);
            audit.Note(session, new(ActeAudit.DroitsChanges, null, SujetDe(changed)) { Details = DetailsOf(left) });
        }
    }

    internal Task NoteConnexionAsync(WriteSession session, string id, CancellationToken ct) => session.ExecuteAsync(
        "UPDATE utilisateur SET connecte_le = @now WHERE id = @id", new { now = time.GetUtcNow(), id }, ct);

    internal static string Plie(string identifiant) => identifiant.Trim().ToLowerInvariant();

    private async Task<string?> ChangeAsync(
        string id, Func<UtilisateurRow, UtilisateurRow> change, ActeAudit acte, IReadOnlyList<ChampAudit> details, CancellationToken ct,
        bool evenTheLast = false)
    {
        if (await RowAsync(id, ct) is not { } seen) return "Cet utilisateur n'existe pas.";
        var wanted = change(seen);
        return await database.WriteAsync(async session =>
        {
            await database.LockAsync(session, Verrou, ct);
            var all = (await session.QueryAsync<UtilisateurRow>("SELECT * FROM utilisateur", null, ct)).Where(IsSound).ToList();
            if (all.Find(row => row.Id == id) is not { } now) return "Cet utilisateur n'existe plus.";
            if (now.Sceau != seen.Sceau) return "Ce compte vient d'être modifié par quelqu'un d'autre : recharger la page.";
            var changed = Sealed(wanted);
            if (!evenTheLast && Runs(now) && !Runs(changed) && all.Count(Runs) == 1)
                return "C'est le dernier exploitant actif : en nommer un autre d'abord.";
            await session.ExecuteAsync(
                """
                UPDATE utilisateur SET nom = @Nom, mot_de_passe = @MotDePasse, droits = @Droits, secret_otp = @SecretOtp,
                    actif = @Actif, sceau = @Sceau
                WHERE id = @Id
                """, changed, ct);
            if (!changed.Actif || changed.MotDePasse != now.MotDePasse || changed.Lire().Droits.Count == 0)
                await session.ExecuteAsync("DELETE FROM session_utilisateur WHERE utilisateur = @id", new { id }, ct);
            audit.Note(session, new(acte, null, SujetDe(changed)) { Details = details });
            return null;
        }, ct);
    }

    internal static string SujetDe(UtilisateurRow row) => "utilisateur " + row.Identifiant;

    private static bool Runs(UtilisateurRow row) => row.Actif && row.Lire().EstExploitant;

    private static List<ChampAudit> DetailsOf(IReadOnlyList<Droit> droits) =>
        [
            .. droits.Select(d => d.Role is { } role ? new ChampAudit(role, null, d.Portee)
                : new ChampAudit(d.Etablissement ?? "passerelle", null, d.Niveau.ToString())),
        ];

    private UtilisateurRow Sealed(UtilisateurRow row) => row with { Sceau = seal.OfPerson("utilisateur", row.Scelles) };

    private bool IsSound(UtilisateurRow row) => ApiKeySeal.Equal(seal.OfPerson("utilisateur", row.Scelles), row.Sceau);

    private UtilisateurRow? Sound(UtilisateurRow? row) => row is not null && IsSound(row) ? row : null;
}
