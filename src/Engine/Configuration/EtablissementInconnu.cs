namespace Parcoursup.Gateway.Engine.Configuration;

/// <summary>What whoever names an établissement that there is not is told, by whichever way he asked.</summary>
internal static class EtablissementInconnu
{
    public static string Message(string? nom) => $"Aucun établissement n'a le code ou l'UAI « {nom} ».";
}
