using Parcoursup.Gateway.Adapters.Fregata.Protocol;

namespace Parcoursup.Gateway.Adapters.Fregata.Acces;

/// <summary>Which roles an address is open to (seed 002); it stands in the endpoint's metadata.</summary>
internal sealed class RolesAdmis
{
    private RolesAdmis(params IReadOnlyList<RoleFregata> roles) => Roles = roles;

    public IReadOnlyList<RoleFregata> Roles { get; }

    /// <summary>Three roles ask for the admitted candidates.</summary>
    public static readonly RolesAdmis Import =
        new(RoleFregata.AdministrateurEtablissement, RoleFregata.DirectionEtablissement, RoleFregata.GestionInscriptions);

    /// <summary>One role sees the follow-up, and cancels what it sees there.</summary>
    public static readonly RolesAdmis Suivi = new(RoleFregata.AdministrateurEtablissement);

    /// <summary>One role processes and validates.</summary>
    public static readonly RolesAdmis Inscriptions = new(RoleFregata.GestionInscriptions);

    public override string ToString() => string.Join(", ", Roles.Select(InWords));

    private static string InWords(RoleFregata role) => role switch
    {
        RoleFregata.AdministrateurEtablissement => "Administrateur Établissement",
        RoleFregata.DirectionEtablissement => "Direction Établissement",
        _ => "Gestion Inscriptions",
    };
}
