namespace Parcoursup.Gateway.Demo.Play;

/// <summary>The pairs of the demo: they open nothing but simulators on loopback.</summary>
internal static class Secrets
{
    public static readonly (string Login, string MotDePasse) Parcoursup = ("univ-alpes", "parcoursup-demo");
    public static readonly (string Login, string MotDePasse) Push = ("parcoursup", "pousser-demo");
    public static readonly (string Login, string MotDePasse) Apogee = ("opi", "apogee-demo");
    public static readonly (string Login, string MotDePasse, string Prefixe) Ecandidat = ("ecandidat", "ecandidat-demo", "E");
}
