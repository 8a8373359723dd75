using System.Text;

namespace Parcoursup.Gateway.FichiersPlats.Tests;

/// <summary>What an encoding lacks becomes the nearest thing that it has, and never a question mark.</summary>
public sealed class AlphabetFichierTests
{
    [Theory]
    [InlineData(EncodageFichier.Latin9, "Łukasz Őze – « œuvre »", "Lukasz Oze - « œuvre »")]
    [InlineData(EncodageFichier.Windows1252, "Łukasz Őze – « œuvre »", "Lukasz Oze – « œuvre »")]
    [InlineData(EncodageFichier.Utf8, "Łukasz Őze – « œuvre »", "Łukasz Őze – « œuvre »")]
    public void A_name_keeps_what_the_encoding_has(EncodageFichier encodage, string name, string expected)
    {
        var alphabet = AlphabetFichier.Of(encodage);

        var clean = alphabet.Clean(name);

        Assert.Equal(expected, clean);
        Assert.Equal(clean, alphabet.Encoding.GetString(alphabet.Encoding.GetBytes(clean)));
        Assert.False(alphabet.Encoding.GetBytes(clean).AsSpan().StartsWith(Encoding.UTF8.Preamble));
    }
}
