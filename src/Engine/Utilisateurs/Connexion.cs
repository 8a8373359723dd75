using System.Net;
using Parcoursup.Gateway.Engine.Ground.Audit;
using Parcoursup.Gateway.Engine.Ground.Security;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>What became of an attempt to sign in.</summary>
public abstract record SuiteConnexion
{
    /// <summary>He is who he says.</summary>
    public sealed record Admis(Utilisateur Utilisateur) : SuiteConnexion;

    /// <summary>His password was right; his telephone is asked too.</summary>
    public sealed record CodeDemande(string Id) : SuiteConnexion;

    /// <param name="Message">In French.</param>
    public sealed record Refus(int Status, string Message) : SuiteConnexion;
}

/// <summary>Signing in with a password, and a code where one is asked; guessers are slowed as everywhere (ADR 0008).</summary>
public sealed class Connexion(
    UtilisateurBook utilisateurs, CredentialCheck check, SecondFacteur codes, GuessBudget budget, HashGate gate, AuditQueue audit)
{
    private const string Inconnu = "personne:?";
    private const string Partout = "partout";

    public async Task<SuiteConnexion> EssayerAsync(string identifiant, string motDePasse, IPAddress? address, CancellationToken ct)
    {
        var row = await utilisateurs.ByIdentifiantAsync(identifiant, ct) is { Actif: true, MotDePasse: not null } found ? found : null;
        var attempt = new Attempt(AccountOf(row), address, motDePasse, row?.MotDePasse);
        if (Refused.Of(await check.AgainstHashAsync(attempt, ct)) is { } refused)
            return new SuiteConnexion.Refus(refused.Status, refused.Message);
        return row!.SecretOtp is null ? new SuiteConnexion.Admis(row.Lire()) : new SuiteConnexion.CodeDemande(row.Id);
    }

    /// <summary>The second step, of whoever has just given the right password.</summary>
    public async Task<SuiteConnexion> EssayerCodeAsync(string id, string code, IPAddress? address, CancellationToken ct)
    {
        if (await utilisateurs.RowAsync(id, ct) is not { Actif: true } row)
            return new SuiteConnexion.Refus(StatusCodes.Status401Unauthorized, "Ce compte n'existe plus.");
        var source = CallerAddress.SourceOf(address);
        // A million codes: counted before they are looked at, and together, from wherever they come.
        if (!budget.CountFailure("code:" + row.Id, Partout))
            return new SuiteConnexion.Refus(StatusCodes.Status429TooManyRequests, "Trop de codes faux : patienter une minute.");
        if (await codes.VerifierAsync(row, code, ct)) return new SuiteConnexion.Admis(row.Lire());
        audit.Refused(new(ActeAudit.IdentifiantsRefuses, null, null) { Auteur = new Auteur(AccountOf(row), null, source) });
        return new SuiteConnexion.Refus(StatusCodes.Status401Unauthorized,
            "Ce code n'est pas le bon, ou il a déjà servi : attendre le suivant.");
    }

    /// <summary>His present password, asked again before he changes what protects his account.</summary>
    public async Task<string?> ConfirmerAsync(Utilisateur utilisateur, string motDePasse, IPAddress? address, CancellationToken ct)
    {
        var row = await utilisateurs.RowAsync(utilisateur.Id, ct);
        return Refused.Of(await check.AgainstHashAsync(new Attempt(AccountOf(row), address, motDePasse, row?.MotDePasse), ct))?.Message;
    }

    /// <summary>Changes the own password; every session ends.</summary>
    public async Task<string?> ChangerMotDePasseAsync(
        Utilisateur utilisateur, string present, string nouveau, IPAddress? address, CancellationToken ct)
    {
        if ((await ConfirmerAsync(utilisateur, present, address, ct)
            ?? MotDePasse.Erreurs(nouveau, utilisateur.Identifiant).FirstOrDefault()?.Message) is { } refusal) return refusal;
        return await gate.HashAsync(nouveau) is { } hash
            ? await utilisateurs.ChangerMotDePasseAsync(utilisateur.Id, hash, ct) : HashGate.TropDAttente;
    }

    private static string AccountOf(UtilisateurRow? row) => row is null ? Inconnu : "personne:" + row.Identifiant;
}
