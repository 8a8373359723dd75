using System.Buffers.Binary;
using System.Text;

namespace Parcoursup.Gateway.Gateway.Tests.Telemetrie;

/// <summary>A message of Protocol Buffers as its fields, by their numbers: what a collector reads, with no code of those who sent it.</summary>
internal sealed class ProtobufChamps
{
    private readonly List<(int Number, ulong Value, ReadOnlyMemory<byte> Bytes)> _fields = [];

    private ProtobufChamps()
    {
    }

    public static ProtobufChamps Read(ReadOnlyMemory<byte> message)
    {
        var read = new ProtobufChamps();
        while (!message.IsEmpty)
        {
            var key = Varint(ref message);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    read._fields.Add((number, Varint(ref message), default));
                    break;
                case 1:
                    read._fields.Add((number, BinaryPrimitives.ReadUInt64LittleEndian(Take(ref message, 8).Span), default));
                    break;
                case 2:
                    read._fields.Add((number, 0, Take(ref message, (int)Varint(ref message))));
                    break;
                case 5:
                    read._fields.Add((number, BinaryPrimitives.ReadUInt32LittleEndian(Take(ref message, 4).Span), default));
                    break;
                default:
                    throw new InvalidDataException($"Field {number} has wire type {key & 7}.");
            }
        }

        return read;
    }

    public IEnumerable<ProtobufChamps> Messages(int number) => _fields.Where(f => f.Number == number).Select(f => Read(f.Bytes));

    public ProtobufChamps? Message(int number) => Messages(number).FirstOrDefault();

    public bool Has(int number) => _fields.Any(f => f.Number == number);

    public ulong Number(int number) => _fields.FirstOrDefault(f => f.Number == number).Value;

    public string Text(int number) => Encoding.UTF8.GetString(_fields.FirstOrDefault(f => f.Number == number).Bytes.Span);

    public string Hex(int number) => Convert.ToHexStringLower(_fields.FirstOrDefault(f => f.Number == number).Bytes.Span);

    private static ulong Varint(ref ReadOnlyMemory<byte> message)
    {
        var value = 0ul;
        for (var shift = 0; ; shift += 7)
        {
            var one = Take(ref message, 1).Span[0];
            value |= (ulong)(one & 0x7F) << shift;
            if (one < 0x80) return value;
        }
    }

    private static ReadOnlyMemory<byte> Take(ref ReadOnlyMemory<byte> message, int count)
    {
        var taken = message[..count];
        message = message[count..];
        return taken;
    }
}
