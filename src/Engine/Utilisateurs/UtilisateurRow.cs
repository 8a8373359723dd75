using Parcoursup.Gateway.Engine.Ground.Storage;

namespace Parcoursup.Gateway.Engine.Utilisateurs;

/// <summary>A stored person, with what opens his account.</summary>
internal sealed record UtilisateurRow
{
    public string Id { get; init; } = "";
    public string Identifiant { get; init; } = "";
    public string Nom { get; init; } = "";

    /// <summary>The hash; null for whoever comes by single sign-on alone.</summary>
    public string? MotDePasse { get; init; }

    /// <summary>JSON.</summary>
    public string Droits { get; init; } = "[]";

    /// <summary>The secret of the second factor, sealed; null where there is none.</summary>
    public string? SecretOtp { get; init; }
    public string? Externe { get; init; }
    public bool Actif { get; init; } = true;
    public DateTimeOffset CreeLe { get; init; }
    public DateTimeOffset? ConnecteLe { get; init; }
    public string Sceau { get; init; } = "";

    public string[] Scelles => [Id, Identifiant, MotDePasse ?? "", Droits, SecretOtp ?? "", Externe ?? "", Actif ? "actif" : ""];

    public Utilisateur Lire() => new(
        Id, Identifiant, Nom, JsonText.Read<List<Droit>>(Droits), Actif, SecretOtp is not null, Externe) { ConnecteLe = ConnecteLe };
}
