import { trialRequest } from './trial-form';

describe('what a virtual kiosk sends', () => {
  const filled = { card: ' 20000001 ', pin: '1234', item: '30000001' };

  it('has the fields its message asks for, by the words of SIP2', () => {
    expect(trialRequest('Checkout', filled, false)).toEqual({
      message: 'Checkout',
      fields: { patronIdentifier: '20000001', patronPassword: '1234', itemIdentifier: '30000001' },
    });
    expect(trialRequest('Checkin', filled, false)).toEqual({
      message: 'Checkin',
      fields: { itemIdentifier: '30000001' },
    });
  });

  it('has no field for a box left empty, as a terminal that has none', () => {
    expect(trialRequest('Checkout', { ...filled, pin: '  ' }, false)).toEqual({
      message: 'Checkout',
      fields: { patronIdentifier: '20000001', itemIdentifier: '30000001' },
    });
  });

  it('has error detection when it is asked for', () => {
    expect(trialRequest('SCStatus', filled, true)).toEqual({ message: 'SCStatus', fields: {}, errorDetection: true });
  });
});
