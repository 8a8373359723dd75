using System.Xml;

namespace Parcoursup.Gateway.Tableurs;

/// <summary>How the parts of a workbook are read: as a stream, without anything from outside of it.</summary>
internal static class XmlClasseur
{
    public static readonly XmlReaderSettings Hardened = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreWhitespace = true,
    };
}
