using System.Text;

namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>A received value inside a message: shortened, and with nothing that could not be read on a screen (rule K3).</summary>
public static class Cite
{
    private const int Most = 60;

    public static string De(string? valeur)
    {
        if (valeur is null) return "« »";
        var shown = new StringBuilder(Most + 8);
        foreach (var rune in valeur.EnumerateRunes())
        {
            if (shown.Length >= Most)
            {
                shown.Append('…');
                break;
            }

            // A blank would hide what the message is about.
            shown.Append(Caracteres.EstInvisible(rune) || Caracteres.EstSaut(rune) ? "·" : rune.ToString());
        }

        return $"« {shown} »";
    }
}
