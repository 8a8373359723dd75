using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using Parcoursup.Gateway.House.Tests.Model;

namespace Parcoursup.Gateway.House.Tests.Reading;

/// <summary>What a type uses: what it inherits and implements, its attributes, the types of its members, and each instruction.</summary>
internal sealed class TypeUses(PEReader file, MetadataReader metadata, Symbols symbols, TypeNames names)
{
    private static readonly Dictionary<int, OpCode> OpCodesByValue = typeof(OpCodes).GetFields()
        .Select(field => field.GetValue(null)).OfType<OpCode>().ToDictionary(code => code.Value & 0xFFFF);

    /// <summary>With the place of the use where it is known.</summary>
    public IEnumerable<(string To, Place? Place)> Of(TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        IEnumerable<string> shape =
        [
            .. names.Of(type.BaseType),
            .. type.GetInterfaceImplementations().SelectMany(i => names.Of(metadata.GetInterfaceImplementation(i).Interface)),
            .. type.GetFields().SelectMany(f => metadata.GetFieldDefinition(f).DecodeSignature(names, null)),
            .. Attributes(type.GetCustomAttributes()), .. Constraints(type.GetGenericParameters()),
            .. type.GetProperties().SelectMany(p => Attributes(metadata.GetPropertyDefinition(p).GetCustomAttributes())),
        ];
        foreach (var to in shape) yield return (to, null);
        foreach (var method in type.GetMethods())
        foreach (var use in Of(method))
            yield return use;
    }

    private IEnumerable<(string To, Place? Place)> Of(MethodDefinitionHandle handle)
    {
        var method = metadata.GetMethodDefinition(handle);
        var points = symbols.Points(handle);
        Place? start = points.Count > 0 ? points[0].Place : null;
        IEnumerable<string> shape =
        [
            .. names.Of(method.DecodeSignature(names, null)), .. Attributes(method.GetCustomAttributes()), .. Constraints(method.GetGenericParameters()),
        ];
        foreach (var to in shape) yield return (to, start);
        if (method.RelativeVirtualAddress == 0) yield break;

        var body = file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            foreach (var to in metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(names, null).SelectMany(local => local))
                yield return (to, start);
        foreach (var region in body.ExceptionRegions)
        foreach (var to in names.Of(region.CatchType))
            yield return (to, start);
        foreach (var (offset, token) in Tokens(body.GetILContent().ToArray()))
        {
            if (token.Kind is HandleKind.UserString or HandleKind.StandaloneSignature) continue;
            var place = points.LastOrDefault(point => point.Offset <= offset).Place;
            foreach (var to in names.Of(token)) yield return (to, place.File is null ? start : place);
        }
    }

    private static IEnumerable<(int Offset, EntityHandle Token)> Tokens(byte[] code)
    {
        for (var at = 0; at < code.Length;)
        {
            var offset = at;
            int value = code[at++];
            if (value == 0xFE) value = (0xFE << 8) | code[at++];
            var operand = OpCodesByValue[value].OperandType;
            if (operand is OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineType or OperandType.InlineTok)
                yield return (offset, MetadataTokens.EntityHandle(BitConverter.ToInt32(code, at)));
            at += operand switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    private IEnumerable<string> Attributes(CustomAttributeHandleCollection attributes) =>
        attributes.SelectMany(a => names.Of(metadata.GetCustomAttribute(a).Constructor));

    private IEnumerable<string> Constraints(GenericParameterHandleCollection parameters) =>
        from parameter in parameters
        from constraint in metadata.GetGenericParameter(parameter).GetConstraints()
        from name in names.Of(metadata.GetGenericParameterConstraint(constraint).Type)
        select name;
}
