using System.Security.Cryptography;
using System.Text;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>Somebody as the provider of the single sign-on knows him.</summary>
/// <param name="Emetteur">The provider.</param>
/// <param name="Sujet">The number that he has there, for ever.</param>
public sealed record IdentiteSso(string Emetteur, string Sujet, string Identifiant, string Nom)
{
    public string Externe => $"{Emetteur}|{Sujet}";
}

/// <summary>
/// Whoever comes by single sign-on: his account is made when he comes first, and what he may do is what his groups say each time.
/// </summary>
public sealed class EntreeSso(Database database, UtilisateurBook utilisateurs, AuditQueue audit)
{
    // Nobody with a password has such an identifier: an account of here is never taken over by a namesake over there.
    private const string Prefixe = "sso:";

    /// <summary>Whether an identifier is one of those: nobody chooses it.</summary>
    internal static bool EstReserve(string identifiant) => identifiant.StartsWith(Prefixe, StringComparison.Ordinal);

    /// <param name="droits">What his groups may do; none: nothing.</param>
    /// <param name="origine">The address that he comes from.</param>
    /// <returns>Who he is, or why he is not let in, in French.</returns>
    public async Task<(Utilisateur? Utilisateur, string? Refus)> EntrerAsync(
        IdentiteSso identite, IReadOnlyList<Droit> droits, string origine, CancellationToken ct)
    {
        var row = await utilisateurs.ByExterneAsync(identite.Externe, ct);
        using var acting = Auteur.Agit(new Auteur(identite.Nom, row is null ? null : "u:" + row.Id, origine));
        if (row is { Actif: false }) return Refuse("Ce compte est désactivé : s'adresser à l'exploitant de la passerelle.");
        if (row is null && droits.Count > 0) return (await CreateAsync(identite, droits, ct), null);
        // Who has lost his groups has lost his rights, in the sessions that are open too.
        if (row is not null && await utilisateurs.ReprendreAsync(row, identite.Nom, droits, ct) is { } refusal) return (null, refusal);
        return droits.Count > 0 ? (await utilisateurs.FindAsync(row!.Id, ct), null)
            : Refuse("Votre compte est reconnu, mais aucun de ses groupes n'a de droit sur la passerelle : les demander à son exploitant.");
    }

    private (Utilisateur?, string?) Refuse(string message)
    {
        audit.Refused(new(ActeAudit.IdentifiantsRefuses, null, null) { Auteur = Auteur.Courant });
        return (null, message);
    }

    private async Task<Utilisateur> CreateAsync(IdentiteSso identite, IReadOnlyList<Droit> droits, CancellationToken ct)
    {
        var identifiant = Prefixe + identite.Identifiant;
        return await AddAsync(identifiant)
            // Two of one name, or somebody who came through two tabs at once.
            ?? (await utilisateurs.ByExterneAsync(identite.Externe, ct))?.Lire()
            ?? await AddAsync(identifiant + "-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(identite.Externe)))[..8])
            ?? throw new InvalidOperationException("An account of the single sign-on was made twice, and is there under no name.");

        Task<Utilisateur?> AddAsync(string name) => database.WriteAsync(
            session => utilisateurs.AddAsync(session, name, identite.Nom, null, droits, identite.Externe, ct), ct);
    }
}
