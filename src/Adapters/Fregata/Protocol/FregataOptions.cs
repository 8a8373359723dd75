using System.Text;
using System.Text.Json.Serialization;
using Parcoursup.Gateway.Domain.Etablissements;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>How an établissement's Fregata is served (docs/reference/fregata.md).</summary>
public sealed record FregataOptions
{
    /// <summary>How old the last pull may be when an import is asked for; 0: every import asks Parcoursup.</summary>
    public int FraicheurMinutes { get; init; } = 15;

    /// <summary>How long an import waits for Parcoursup's candidates.</summary>
    public int DelaiReceptionSecondes { get; init; } = 60;

    /// <summary>How long a validation waits for Parcoursup's answers; what takes longer is told by the report later.</summary>
    public int DelaiRemonteeSecondes { get; init; } = 10;

    /// <summary>First day of the rentrée, where it is not that of the campaign's calendar.</summary>
    public DateOnly? Rentree { get; init; }

    /// <summary>Rule G3: what a later import never overwrites in a processed dossier.</summary>
    public IReadOnlyList<GroupeChamps> ChampsProteges { get; init; } = [GroupeChamps.Identite, GroupeChamps.Mail, GroupeChamps.Telephone];

    /// <summary>
    /// Whether every call must name the person and the role that act: an account with several roles separates them only so.
    /// </summary>
    public bool EnTetesObligatoires { get; init; }

    public IReadOnlyList<CompteFregata> Comptes { get; init; } = [];
}

/// <summary>An account that Fregata calls with, and the roles that it may act in.</summary>
public sealed record CompteFregata
{
    public string Login { get; init; } = "";
    public string? MotDePasse { get; init; }
    public IReadOnlyList<RoleFregata> Roles { get; init; } = [];

    /// <summary>Addresses and networks (CIDR) that the account may be used from; absent: from anywhere.</summary>
    public IReadOnlyList<string>? Adresses { get; init; }

    /// <summary>The client certificate that it shows beside its password; absent: none is asked for.</summary>
    public CertificatCompte? Certificat { get; init; }

    // A record prints all its members: the password must not reach a log that way.
    private bool PrintMembers(StringBuilder builder)
    {
        builder.Append("Login = ").Append(Login).Append(", MotDePasse = ***");
        return true;
    }
}

/// <summary>Fregata's roles that have a part in the inscriptions (seed 002).</summary>
public enum RoleFregata
{
    AdministrateurEtablissement,
    DirectionEtablissement,
    GestionInscriptions,
}

/// <summary>Fields of a dossier that are protected together.</summary>
public enum GroupeChamps
{
    [JsonStringEnumMemberName("identite")]
    Identite,

    [JsonStringEnumMemberName("mail")]
    Mail,

    [JsonStringEnumMemberName("telephone")]
    Telephone,

    [JsonStringEnumMemberName("adresse")]
    Adresse,

    [JsonStringEnumMemberName("responsables")]
    Responsables,
}
