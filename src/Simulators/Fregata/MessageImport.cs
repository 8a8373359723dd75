using System.Globalization;
using System.Text.RegularExpressions;

namespace Parcoursup.Gateway.Simulators.Fregata;

/// <summary>The sentences that the guide shows after an import (seed 002).</summary>
internal static partial class MessageImport
{
    public const string Source = "Parcoursup - CandidatsAdmis";
    private const string Erreur = "ERREUR : Réception des candidats impossible : ";

    /// <summary>What is wrong with the message of a success that brought so many; null when nothing is.</summary>
    public static string? Contredit(string? message, int candidats, int responsables)
    {
        if (candidats > 1 && responsables > 1)
        {
            var attendu = string.Create(CultureInfo.InvariantCulture,
                $"INFO : Réception effectuée de {candidats} candidats avec succès, et de leur {responsables} responsables");
            return message == attendu ? null : $"message « {message} », attendu « {attendu} »";
        }

        // The guide shows the plural only: of the singular, the numbers have to be right.
        var nombres = message?.StartsWith("INFO : Réception effectuée", StringComparison.Ordinal) == true
            ? Nombres().Matches(message).Select(m => int.Parse(m.Value, CultureInfo.InvariantCulture)).ToList()
            : [];
        return nombres.Count > 0 && nombres.All(n => n == candidats || n == responsables)
            ? null
            : $"message « {message} » pour {candidats} candidats et {responsables} responsables";
    }

    public static string? ContreditEchec(string? message) => message?.Length > Erreur.Length
        && message.StartsWith(Erreur, StringComparison.Ordinal)
        ? null
        : $"message d'échec « {message} »";

    [GeneratedRegex(@"\d+")]
    private static partial Regex Nombres();
}
