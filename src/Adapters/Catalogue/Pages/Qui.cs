using System.Globalization;
using Parcoursup.Gateway.Adapters.Catalogue.Etat;
using Parcoursup.Gateway.Domain.Catalogue;
using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Adapters.Catalogue.Pages;

/// <summary>
/// What a person may do here (rule H3): by the role of the account, as a key by its own; whoever runs the gateway is the MOSS.
/// </summary>
internal static class Qui
{
    private const string ToutesAcademies = "-1";

    public static readonly string[] Tous = [RoleEcrit.Moss, RoleEcrit.Instructeur, RoleEcrit.Lecture];

    public static readonly RolesDeSysteme Roles = new(
        "Catalogue",
        [
            new(RoleEcrit.Moss, "MOSS", AvecPortee: false, ToutesAcademies), new(RoleEcrit.Instructeur, "instructeur", AvecPortee: true),
            new(RoleEcrit.Lecture, "lecture seule", AvecPortee: true),
        ],
        "académies",
        [
            new(ToutesAcademies, "toutes les académies"),
            .. Academies.Toutes.Select(n => new PorteeDeRole(n.ToString(CultureInfo.InvariantCulture), Academies.Nom(n))),
        ]);

    public static Acteur De(Utilisateur utilisateur) => utilisateur.EstExploitant ? new(utilisateur.Nom, RoleCatalogue.Moss, null)
        : utilisateur.Droits.Select(d => RoleEcrit.Lire(utilisateur.Nom, d.Role, d.Portee)).OfType<Acteur>().FirstOrDefault()
            ?? new(utilisateur.Nom, RoleCatalogue.Lecture, new HashSet<int>());

    public static Acteur Acteur(this HttpContext http) => De(http.Features.Get<Utilisateur>()!);

    /// <summary>What he sees: null for all académies.</summary>
    public static IReadOnlySet<int>? Vues(this Acteur acteur) => acteur.Role == RoleCatalogue.Moss ? null : acteur.Academies;
}
