using Parcoursup.Gateway.Demo.Scenario;

namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The pairs of the demo: they open nothing but simulators on loopback.</summary>
internal static class Secrets
{
    public static readonly (string Login, string MotDePasse) Apogee = ("opi", "apogee-demo");
    public static readonly (string Login, string MotDePasse, string Prefixe) Ecandidat = ("ecandidat", "ecandidat-demo", "E");
    public static readonly (string Login, string MotDePasse) Fregata = ("fregata", "fregata-demo");

    /// <summary>What Parcoursup issued to an établissement.</summary>
    public static (string Login, string MotDePasse) Parcoursup(Etablissement etablissement) => (etablissement.Code, "parcoursup-demo");

    /// <summary>What an établissement chose and typed in Parcoursup's administration site.</summary>
    public static (string Login, string MotDePasse) Push(Etablissement etablissement) =>
        etablissement == Etablissements.Alpes ? ("parcoursup", "pousser-demo") : ("parcoursup", "pousser-" + etablissement.Code);
}
