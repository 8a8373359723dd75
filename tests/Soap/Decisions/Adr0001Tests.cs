using System.Runtime.Serialization;
using System.Text;
using System.Xml.Serialization;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Soap.Tests.Decisions;

/// <summary>Why the SOAP stack reads by hand (docs/decisions/0001-soap-stack.md).</summary>
public sealed class Adr0001Tests
{
    // The children of MAJEtatCivilDTO2, in the order of the schema and as Apogée's own stubs send them.
    private const string SchemaOrder =
        "<etatCivil><libNomPatIndOpi>MARTIN</libNomPatIndOpi><libPr1IndOpi>ZOE</libPr1IndOpi>"
        + "<codSexEtuOpi>F</codSexEtuOpi><codNneIndOpi>1234567890A</codNneIndOpi></etatCivil>";

    private const string AlphabeticalOrder =
        "<etatCivil><codNneIndOpi>1234567890A</codNneIndOpi><codSexEtuOpi>F</codSexEtuOpi>"
        + "<libNomPatIndOpi>MARTIN</libNomPatIndOpi><libPr1IndOpi>ZOE</libPr1IndOpi></etatCivil>";

    private static readonly EtatCivil Whole = new()
    {
        LibNomPatIndOpi = "MARTIN", LibPr1IndOpi = "ZOE", CodSexEtuOpi = "F", CodNneIndOpi = "1234567890A",
    };

    [Fact]
    public void DataContractSerializer_silently_loses_children_in_alphabetical_order()
    {
        Assert.Equal(Whole, WithDataContract(SchemaOrder));
        AssertSilentLoss(WithDataContract(AlphabeticalOrder));
    }

    [Fact]
    public void XmlSerializer_with_explicit_order_silently_loses_children_in_alphabetical_order()
    {
        Assert.Equal(Whole, WithXmlSerializer(SchemaOrder));
        AssertSilentLoss(WithXmlSerializer(AlphabeticalOrder));
    }

    [Fact]
    public void Our_reader_keeps_them_in_either_order()
    {
        Assert.Equal(Whole, WithOurReader(SchemaOrder));
        Assert.Equal(Whole, WithOurReader(AlphabeticalOrder));
    }

    // No exception was thrown, and something required is missing.
    private static void AssertSilentLoss(EtatCivil read)
    {
        Assert.NotEqual(Whole, read);
        Assert.True(read.LibNomPatIndOpi is null || read.CodSexEtuOpi is null || read.CodNneIndOpi is null);
    }

    private static EtatCivil WithDataContract(string message)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(message));
        return (EtatCivil)new DataContractSerializer(typeof(EtatCivil)).ReadObject(stream)!;
    }

    private static EtatCivil WithXmlSerializer(string message)
    {
        using var reader = new StringReader(message);
        return (EtatCivil)new XmlSerializer(typeof(EtatCivil)).Deserialize(reader)!;
    }

    private static EtatCivil WithOurReader(string message)
    {
        using var reader = HardenedXmlReader.Create(Encoding.UTF8.GetBytes(message), null, SoapLimits.Default);
        reader.MoveToContent();
        var read = new EtatCivil();
        var children = reader.EnterElement();
        while (children.MoveNext())
        {
            switch (reader.LocalName)
            {
                case "libNomPatIndOpi": read = read with { LibNomPatIndOpi = reader.ReadTextOrNull() }; break;
                case "libPr1IndOpi": read = read with { LibPr1IndOpi = reader.ReadTextOrNull() }; break;
                case "codSexEtuOpi": read = read with { CodSexEtuOpi = reader.ReadTextOrNull() }; break;
                case "codNneIndOpi": read = read with { CodNneIndOpi = reader.ReadTextOrNull() }; break;
                default: reader.Skip(); break;
            }
        }

        return read;
    }

    /// <summary>What a generated class looks like: members in the order of the schema.</summary>
    [DataContract(Name = "etatCivil", Namespace = "")]
    [XmlRoot("etatCivil")]
    public sealed record EtatCivil
    {
        [DataMember(Name = "libNomPatIndOpi", Order = 0)]
        [XmlElement("libNomPatIndOpi", Order = 0)]
        public string? LibNomPatIndOpi { get; set; }

        [DataMember(Name = "libPr1IndOpi", Order = 1)]
        [XmlElement("libPr1IndOpi", Order = 1)]
        public string? LibPr1IndOpi { get; set; }

        [DataMember(Name = "codSexEtuOpi", Order = 2)]
        [XmlElement("codSexEtuOpi", Order = 2)]
        public string? CodSexEtuOpi { get; set; }

        [DataMember(Name = "codNneIndOpi", Order = 3)]
        [XmlElement("codNneIndOpi", Order = 3)]
        public string? CodNneIndOpi { get; set; }
    }
}
