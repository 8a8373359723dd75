using Parcoursup.Gateway.Engine.Utilisateurs;

namespace Parcoursup.Gateway.Pages.Connexion;

/// <summary>Rights in words.</summary>
internal static class Libelles
{
    public static string De(Niveau niveau) => niveau switch
    {
        Niveau.Lecture => "lecture seule",
        Niveau.Scolarite => "scolarité",
        Niveau.Administrateur => "administration fonctionnelle",
        _ => "exploitation de la passerelle",
    };

    public static string De(Droit droit) => droit.Etablissement is { } code ? $"{De(droit.Niveau)} de {code}" : De(droit.Niveau);
}
