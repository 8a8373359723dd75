using System.Net.Http.Headers;
using System.Xml;
using Parcoursup.Gateway.Soap;
using Parcoursup.Gateway.Soap.Xml;

namespace Parcoursup.Gateway.Adapters.Apogee.Protocol;

/// <summary>
/// Reads <c>mettreajourDonneesOpi_vN</c> in one pass: children in any order, unknown ones ignored, nil, absent and
/// empty alike, <c>xsi:type</c> ignored (contract §3), and checks what rule B2 names. An element that stands twice
/// where one is meant is refused. Values stay as received, numbers and keys without surrounding blanks.
/// </summary>
public static class OpiMessageReader
{
    internal const string BirthDate = "dateNaiIndOpi";
    private const string Parameter = "_donneesOpi";

    [ThreadStatic]
    private static OpiReading? _idle;

    /// <summary>Reads the request element on which the reader stands.</summary>
    /// <returns><see cref="OpiRecu"/> or <see cref="OpiFaute"/>.</returns>
    /// <exception cref="SoapRequestException">The XML is malformed.</exception>
    public static OpiLecture Read(XmlReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var ns = reader.NamespaceURI;
        if (OpiSchema.ByOperation(reader.LocalName) is not { } version || !OpiNamespaces.IsKnown(ns))
            return OpiFautes.UnknownOperation(reader.LocalName);

        var reading = _idle ?? new OpiReading();
        _idle = null;
        try
        {
            return Read(reader, OpiLayout.Of(version.Numero), ns, reading);
        }
        finally
        {
            reading.Reset();
            _idle = reading;
        }
    }

    /// <summary>Reads an envelope again, as it was journaled.</summary>
    /// <param name="enveloppe">The raw bytes as received.</param>
    /// <param name="contentType">The Content-Type that came with them; its charset counts.</param>
    public static OpiLecture Read(ReadOnlyMemory<byte> enveloppe, string? contentType)
    {
        var charset = MediaTypeHeaderValue.TryParse(contentType, out var parsed) ? parsed.CharSet?.Trim('"') : null;
        try
        {
            using var request = SoapMessage.Open(enveloppe, charset, SoapLimits.Default with { MaxBodyBytes = int.MaxValue });
            var lecture = Read(request.Reader);
            request.Complete();
            return lecture;
        }
        catch (SoapRequestException e)
        {
            return OpiFautes.Unreadable(e.Message);
        }
    }

    private static OpiLecture Read(XmlReader reader, OpiLayout layout, string ns, OpiReading reading)
    {
        var contenu = new Blocks();
        var parameters = 0;
        var operation = reader.EnterElement();
        while (reading.Faute is null && operation.MoveNext())
        {
            if (reader.LocalName != Parameter)
            {
                reader.Skip();
                continue;
            }

            if (++parameters > 1) return OpiFautes.Duplicate(Parameter, reader.Position());
            if (reader.IsNil())
                reader.Skip();
            else if (ReadBlocks(reader, layout, reading, ref contenu) is { } duplicate)
                return duplicate;
        }

        if (reading.Faute is { } faute) return faute;
        if (contenu[BlocOpi.Individu] is null)
            return OpiFautes.Missing(layout.Individu.Required[0], layout.Individu.Root.Element.Nom, 0);
        return new OpiRecu(layout.Version.Numero, ns, reading.CodOpiIntEpo!, contenu.ToContenu());
    }

    private static OpiFaute? ReadBlocks(XmlReader reader, OpiLayout layout, OpiReading reading, ref Blocks contenu)
    {
        var seen = 0;
        var donnees = reader.EnterElement();
        while (reading.Faute is null && donnees.MoveNext())
        {
            if (layout.Bloc(reader.LocalName) is not { } bloc)
            {
                reader.Skip();
                continue;
            }

            var bit = 1 << (int)bloc.Bloc;
            if ((seen & bit) != 0) return OpiFautes.Duplicate(reader.LocalName, reader.Position());
            seen |= bit;
            contenu[bloc.Bloc] = reading.ReadBlock(reader, bloc);
        }

        return null;
    }

    [System.Runtime.CompilerServices.InlineArray(7)]
    private struct Texts
    {
        private string? _first;
    }

    private ref struct Blocks
    {
        private Texts _texts;

        public string? this[BlocOpi bloc]
        {
            readonly get => _texts[(int)bloc];
            set => _texts[(int)bloc] = value;
        }

        public readonly OpiContenu ToContenu() => new()
        {
            Individu = this[BlocOpi.Individu],
            AdresseFixe = this[BlocOpi.AdresseFixe],
            AdresseAnnuelle = this[BlocOpi.AdresseAnnuelle],
            Bac = this[BlocOpi.Bac],
            Dac = this[BlocOpi.Dac],
            Voeux = this[BlocOpi.Voeux],
            DonneesThese = this[BlocOpi.DonneesThese],
        };
    }
}
