using System.Globalization;

namespace Parcoursup.Gateway.Adapters.Fregata.Protocol;

/// <summary>The outcome of an import in the guide's words (seed 002), its singulars and zeros included.</summary>
public static class MessagesReception
{
    /// <summary>The cause when no answer came in time, as the guide shows it.</summary>
    public const string DelaiEcoule = "Read timed out";

    /// <param name="candidats">Candidates, each counted once.</param>
    /// <param name="responsables">Their guardians, each counted once for a candidate.</param>
    public static string Succes(int candidats, int responsables)
    {
        // French takes the singular below two. The guide writes « leur » before a plural; so does this.
        var whose = candidats == 0 ? "" : candidats > 1 ? "leur " : responsables > 1 ? "ses " : "son ";
        return string.Create(CultureInfo.InvariantCulture,
            $"INFO : Réception effectuée de {candidats} {(candidats > 1 ? "candidats" : "candidat")} avec succès, et de "
            + $"{whose}{responsables} {(responsables > 1 ? "responsables" : "responsable")}");
    }

    public static string Echec(string cause) => $"ERREUR : Réception des candidats impossible : {cause}";
}
