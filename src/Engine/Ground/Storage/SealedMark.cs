namespace Parcoursup.Gateway.Engine.Ground.Storage;

/// <summary>What sealed text begins with.</summary>
public static class SealedMark
{
    public const string Text = "scelle:";

    /// <summary>In front of what is sealed of a key that is of several kinds.</summary>
    public const string Ine = "ine:";

    /// <summary>The text of a sealed value that lies in its column as bytes.</summary>
    public static string TextOf(byte[] value) => Text + Convert.ToBase64String(value);

    /// <summary>Where it begins; negative in what is not sealed.</summary>
    public static int At(string value)
    {
        if (value.StartsWith(Text, StringComparison.Ordinal)) return 0;
        return value.StartsWith(Ine, StringComparison.Ordinal)
            && value.AsSpan(Ine.Length).StartsWith(Text, StringComparison.Ordinal) ? Ine.Length : -1;
    }

    /// <summary>Whether a text tells anything: conditions of SQL ask for what is empty.</summary>
    public static bool IsEmpty([System.Diagnostics.CodeAnalysis.NotNullWhen(false)] string? text) => text is null or "" or "[]" or "{}";
}
