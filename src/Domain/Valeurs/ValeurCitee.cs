namespace Parcoursup.Gateway.Domain.Valeurs;

/// <summary>Somebody else's value as it is repeated to a person (rule K3): between quotes, short, on one line.</summary>
public static class ValeurCitee
{
    private const int Longest = 40;

    public static string Of(string valeur)
    {
        ArgumentNullException.ThrowIfNull(valeur);
        var text = string.Concat(valeur.Trim().Select(c => char.IsControl(c) || c == '\uFFFD' ? ' ' : c));
        // Half of a surrogate pair could not be written into an answer.
        return text.Length <= Longest ? $"« {text} »" : $"« {text[..(char.IsHighSurrogate(text[Longest - 1]) ? Longest - 1 : Longest)]}… »";
    }
}
