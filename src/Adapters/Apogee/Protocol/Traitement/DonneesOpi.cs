using System.Globalization;
using System.Text;
using System.Xml;
using Parcoursup.Gateway.Domain.Livraisons;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// The content of an OPI as <see cref="PasserelleApogee"/> hands it over: the types of OpiMetier, in an element named after their
/// version.
/// </summary>
public static class DonneesOpi
{
    private static readonly XmlWriterSettings Settings = new()
    {
        Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), ConformanceLevel = ConformanceLevel.Fragment,
    };

    // Every field that the contract of the service has, whatever the établissement's release: strict readers want them all.
    private static readonly ApogeeOptions Everything = new() { Release = "6.50" };

    /// <param name="version">9 or 10.</param>
    /// <returns>The element in UTF-8, and what was cut or left out.</returns>
    public static (byte[] Element, IReadOnlyList<Modification> Modifications) Render(int version, OpiContenu contenu)
    {
        using var stream = new MemoryStream(4096);
        IReadOnlyList<Modification> modifications;
        using (var xml = XmlWriter.Create(stream, Settings))
            modifications = OpiRequestWriter.WriteDonnees(
                xml, string.Create(CultureInfo.InvariantCulture, $"donneesOpi{version}"), Everything with { Version = version }, contenu);
        return (stream.ToArray(), modifications);
    }
}
