using System.Globalization;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;
using Parcoursup.Gateway.Engine.Ground.Storage;
using Parcoursup.Gateway.Engine.Ground.Text;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>What a link promises.</summary>
/// <param name="Utilisateur">Whose password it sets anew; null where it makes an account.</param>
public sealed record Invitation(string? Utilisateur, string Nom, IReadOnlyList<Droit> Droits, DateTimeOffset ExpireLe);

/// <summary>
/// Links that are good once: the first account of a gateway, a colleague's, a password that was forgotten. Nobody ever has a password
/// that somebody else chose.
/// </summary>
public sealed class InvitationBook(
    Database database, UtilisateurBook utilisateurs, HashGate gate, ApiKeySeal seal, AuditBook audit, TimeProvider time)
{
    public static readonly TimeSpan Duree = TimeSpan.FromDays(3);

    /// <summary>Makes a link that makes an account with these rights.</summary>
    /// <returns>The secret of the link.</returns>
    public Task<string> InviterAsync(string nom, IReadOnlyList<Droit> droits, CancellationToken ct) =>
        MakeAsync(null, nom, droits, ct);

    /// <summary>Makes a link by which somebody chooses a new password; his second factor stays.</summary>
    public Task<string> ReinitialiserAsync(Utilisateur utilisateur, CancellationToken ct) =>
        MakeAsync(utilisateur.Id, utilisateur.Nom, utilisateur.Droits, ct);

    public async Task<Invitation?> TrouverAsync(string? jeton, CancellationToken ct) =>
        JetonSecret.EmpreinteDe(jeton) is { } empreinte
        && await database.FirstOrDefaultAsync<InvitationRow>(
            "SELECT * FROM invitation WHERE empreinte = @empreinte", new { empreinte }, ct) is { } row && IsGood(row) ? row.Lire() : null;

    /// <summary>Makes the account that a link promises.</summary>
    public async Task<(Utilisateur? Utilisateur, IReadOnlyList<Erreur> Erreurs)> AccepterAsync(
        string jeton, string identifiant, string nom, string motDePasse, CancellationToken ct)
    {
        if (await TrouverAsync(jeton, ct) is not { } invitation) return (null, [new("", Perdue)]);
        var known = invitation.Utilisateur is { } id ? await utilisateurs.FindAsync(id, ct) : null;
        var errors = MotDePasse.Erreurs(motDePasse, known?.Identifiant ?? identifiant).ToList();
        if (known is null) errors.AddRange(Identite(identifiant, nom));
        if (errors.Count > 0) return (null, errors);
        // Before anything is hashed: whoever has a link must not make the gateway work for nothing, again and again.
        if (known is null && await utilisateurs.EstPrisAsync(identifiant, ct)) return (null, [Pris(identifiant)]);
        if (await gate.HashAsync(motDePasse) is not { } hash) return (null, [new("", HashGate.TropDAttente)]);
        if (known is not null) return await ChangeAsync(jeton, known, hash, ct);
        await using var session = await database.WriteAsync(ct);
        await database.LockAsync(session, UtilisateurBook.Verrou, ct);
        if (!await UseAsync(session, jeton, ct)) return (null, [new("", Perdue)]);
        // Without a commit the link stays good.
        if (await utilisateurs.AddAsync(session, identifiant, nom, hash, invitation.Droits, null, ct) is not { } made)
            return (null, [Pris(identifiant)]);
        await session.CommitAsync(ct);
        return (made, []);
    }

    /// <summary>A link that promises something at an établissement that is gone is good no more.</summary>
    internal static async Task RetirerAsync(WriteSession session, string etablissement, CancellationToken ct)
    {
        foreach (var row in await session.QueryAsync<InvitationRow>("SELECT * FROM invitation", null, ct))
            if (row.Lire().Droits.Any(droit => droit.Etablissement == etablissement))
                await session.ExecuteAsync("DELETE FROM invitation WHERE empreinte = @Empreinte", row, ct);
    }

    private static Erreur Pris(string identifiant) =>
        new("identifiant", $"L'identifiant « {identifiant.Trim()} » est déjà pris : en choisir un autre.");

    private const string Perdue = "Ce lien n'est plus valable : il a servi ou a expiré. En demander un autre.";

    private async Task<(Utilisateur?, IReadOnlyList<Erreur>)> ChangeAsync(
        string jeton, Utilisateur known, string hash, CancellationToken ct)
    {
        if (!await database.WriteAsync(session => UseAsync(session, jeton, ct), ct)) return (null, [new("", Perdue)]);
        return await utilisateurs.ChangerMotDePasseAsync(known.Id, hash, ct) is { } refusal
            ? (null, [new("", refusal)]) : (known, []);
    }

    private static async Task<bool> UseAsync(WriteSession session, string jeton, CancellationToken ct) => await session.ExecuteAsync(
        "DELETE FROM invitation WHERE empreinte = @empreinte", new { empreinte = JetonSecret.EmpreinteDe(jeton) }, ct) == 1;

    private static IEnumerable<Erreur> Identite(string identifiant, string nom)
    {
        var plain = UtilisateurBook.Plie(identifiant);
        if (plain.Length is < 2 or > 100 || plain.Any(c => char.IsWhiteSpace(c) || char.IsControl(c))
            || EntreeSso.EstReserve(plain))
            yield return new("identifiant", "Choisir un identifiant de 2 à 100 caractères, sans espace.");
        if (nom.Trim().Length is < 2 || !NomAffiche.EstBon(nom))
            yield return new("nom", "Indiquer le nom (2 à 100 caractères) : il signe ce que vous faites.");
    }

    private Task<string> MakeAsync(string? utilisateur, string nom, IReadOnlyList<Droit> droits, CancellationToken ct) =>
        database.WriteAsync(async session =>
        {
            var jeton = JetonSecret.Nouveau();
            var now = time.GetUtcNow();
            var row = new InvitationRow
            {
                Empreinte = JetonSecret.EmpreinteDe(jeton)!, Utilisateur = utilisateur, Nom = nom.Trim(), Droits = JsonText.Of(droits),
                ExpireLe = DateTimeOffset.FromUnixTimeSeconds(now.Add(Duree).ToUnixTimeSeconds()),
            };
            await session.ExecuteAsync("DELETE FROM invitation WHERE expire_le < @now", new { now }, ct);
            await session.ExecuteAsync(
                """
                INSERT INTO invitation (empreinte, utilisateur, nom, droits, expire_le, sceau)
                VALUES (@Empreinte, @Utilisateur, @Nom, @Droits, @ExpireLe, @Sceau)
                """, row with { Sceau = SealOf(row) }, ct);
            audit.Note(session, new(ActeAudit.UtilisateurInvite, null, nom.Trim()));
            return jeton;
        }, ct);

    private bool IsGood(InvitationRow row) => row.ExpireLe > time.GetUtcNow() && ApiKeySeal.Equal(SealOf(row), row.Sceau);

    private string SealOf(InvitationRow row) => seal.OfPerson("invitation",
        [row.Empreinte, row.Utilisateur ?? "", row.Droits, row.ExpireLe.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)]);

    private sealed record InvitationRow
    {
        public string Empreinte { get; init; } = "";
        public string? Utilisateur { get; init; }
        public string Nom { get; init; } = "";
        public string Droits { get; init; } = "[]";
        public DateTimeOffset ExpireLe { get; init; }
        public string Sceau { get; init; } = "";

        public Invitation Lire() => new(Utilisateur, Nom, JsonText.Read<List<Droit>>(Droits), ExpireLe);
    }
}
